import type { Event } from '../../../event/event.ts'
import type { KeyValues } from '../../key-values.ts'

type Verdict = Pick<Event, 'event.action' | 'event.category' | 'event.kind' | 'event.type'>

const started: Verdict = { 'event.action': 'flow_started', 'event.type': ['start', 'allowed', 'connection'] }
const closed: Verdict = { 'event.action': 'flow_close', 'event.type': ['end', 'allowed', 'connection'] }
const denied: Verdict = { 'event.action': 'flow_deny', 'event.type': ['denied', 'connection'] }
const passed: Verdict = { 'event.type': ['allowed', 'connection'] }

/** Blocked or reported as an attack; Elastic's mapping calls each of them denied. */
const threat: Verdict = { 'event.kind': 'alert', 'event.type': ['info', 'denied', 'connection'] }
const malware: Verdict = { ...threat, 'event.category': ['network', 'malware'] }
const intrusion: Verdict = { ...threat, 'event.category': ['network', 'intrusion_detection'] }

/** RT_FLOW, APPTRACK: what the end of the message id says. */
const flows: readonly (readonly [string, Verdict])[] = [
  ['CREATE', started],
  ['UPDATE', started],
  ['CLOSE', closed],
  ['DENY', denied],
]

const filters = new Map<string, Verdict>([
  ['AV_VIRUS_DETECTED_MT', { ...malware, 'event.action': 'virus_detected' }],
  ['WEBFILTER_URL_BLOCKED', { ...malware, 'event.action': 'web_filter' }],
  ['ANTISPAM_SPAM_DETECTED_MT', { ...malware, 'event.action': 'antispam_filter' }],
  ['CONTENT_FILTERING_BLOCKED_MT', { ...malware, 'event.action': 'content_filter' }],
])

const attacks = new Map<string, Verdict>([
  ['IDP_ATTACK_LOG_EVENT', { ...intrusion, 'event.action': 'security_threat' }],
  ['IDP_APPDDOS_APP_STATE_EVENT', { ...intrusion, 'event.action': 'application_ddos' }],
  ['IDP_APPDDOS_APP_ATTACK_EVENT', { ...intrusion, 'event.action': 'application_ddos' }],
])

const screens = new Set(
  'RT_SCREEN_TCP RT_SCREEN_UDP RT_SCREEN_ICMP RT_SCREEN_IP RT_SCREEN_TCP_DST_IP RT_SCREEN_TCP_SRC_IP'.split(
    ' ',
  ),
)

/** `attack-name` of a screen. */
const screenActions = new Map<string, string>([
  ['ICMP flood!', 'flood_detected'],
  ['UDP flood!', 'flood_detected'],
  ['SYN flood!', 'flood_detected'],
  ['SYN flood Src-IP based!', 'flood_detected'],
  ['SYN flood Dst-IP based!', 'flood_detected'],
  ['TCP port scan!', 'scan_detected'],
  ['UDP port scan!', 'scan_detected'],
  ['TCP sweep!', 'sweep_detected'],
  ['IP sweep!', 'sweep_detected'],
  ['UDP sweep!', 'sweep_detected'],
  ['Address sweep!', 'sweep_detected'],
  ['ICMP fragment!', 'fragment_detected'],
  ['SYN fragment!', 'fragment_detected'],
  ['IP spoofing!', 'spoofing_detected'],
  ['Src IP session limit!', 'session_limit_detected'],
  ['Dst IP session limit!', 'session_limit_detected'],
  ['Land attack!', 'attack_detected'],
  ['WinNuke attack!', 'attack_detected'],
  ['No TCP flag!', 'illegal_tcp_flag_detected'],
  ['SYN and FIN bits!', 'illegal_tcp_flag_detected'],
  ['FIN but no ACK bit!', 'illegal_tcp_flag_detected'],
])

const threatReports = new Set(
  'SRX_AAMW_ACTION_LOG AAMW_MALWARE_EVENT_LOG AAMW_HOST_INFECTED_EVENT_LOG AAMW_ACTION_LOG SECINTEL_ACTION_LOG'.split(
    ' ',
  ),
)

/** Kind, category, type and action of a security log: by process and message id, without the suffix of logical systems. */
export function verdictOf(process: string, tag: string, pairs: KeyValues): Verdict {
  const id = tag.endsWith('_LS') ? tag.slice(0, -3) : tag
  switch (process) {
    case 'RT_FLOW':
      return flows.find(([end]) => id.endsWith(end))?.[1] ?? {}
    case 'RT_UTM':
      return filters.get(id) ?? passed
    case 'RT_IDP':
      return attacks.get(id) ?? passed
    case 'RT_IDS':
      return screenVerdict(id, pairs)
    default:
      return threatVerdict(id, pairs)
  }
}

function screenVerdict(id: string, pairs: KeyValues): Verdict {
  const name = pairs.get('attack-name') ?? ''
  const action = name.startsWith('Tunnel') ? 'tunneling_screen' : screenActions.get(name)
  const verdict = screens.has(id) ? intrusion : passed
  return action === undefined ? verdict : { ...verdict, 'event.action': action }
}

/** Advanced threat prevention and security intelligence. */
function threatVerdict(id: string, pairs: KeyValues): Verdict {
  const action = pairs.get('action')
  const blocked = action === 'BLOCK' || id === 'AAMW_MALWARE_EVENT_LOG'
  const isAlert = threatReports.has(id) && action !== 'PERMIT'
  return {
    ...(isAlert ? { 'event.kind': 'alert' } : {}),
    'event.category': isAlert ? ['network', 'malware'] : ['network'],
    'event.type': blocked ? ['info', 'denied', 'connection'] : ['allowed', 'connection'],
    ...(blocked ? { 'event.action': 'malware_detected' } : {}),
  }
}
