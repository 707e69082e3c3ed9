import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { Decoder } from '../decoder.ts'
import { setDeviceEvent } from './cisco-meraki/device-event.ts'
import { readMerakiHead } from './cisco-meraki/head.ts'
import type { MerakiHead } from './cisco-meraki/head.ts'
import { merakiKinds } from './cisco-meraki/kinds.data.ts'
import { setFlow, setRequest, setThreat, setTranslatedFlow } from './cisco-meraki/traffic.ts'

/** `flows` is called by the rule set that matched since MX 18.101. */
const types = new Set(
  'flows firewall vpn_firewall cellular_firewall bridge_anyconnect_client_vpn_firewall ip_flow_start ip_flow_end urls events security_event ids-alerts airmarshal_events'.split(
    ' ',
  ),
)

export const ciscoMeraki: Decoder = {
  name: 'cisco-meraki',
  title: 'Cisco Meraki (syslog)',
  sniff,
  open: () => decode,
}

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  const head = readMerakiHead(line.slice(0, 400))
  return head !== undefined && types.has(head.type) ? 0.98 : 0
}

function decode(line: string): Event | Reject | undefined {
  const head = readMerakiHead(line)
  if (head === undefined || !types.has(head.type))
    return line.trim() === ''
      ? undefined
      : new Reject('no Meraki record (epoch seconds, device and a known type)')
  const text = line.slice(head.at).trim()
  const event: Event = {
    '@timestamp': head.time,
    message: text,
    'event.kind': 'event',
    'observer.hostname': head.host,
    'observer.product': 'Meraki',
    'observer.vendor': 'Cisco',
  }
  const subtype = readBody(event, head, text)
  const kind = merakiKinds.get(subtype)
  const action = kind === undefined ? subtype : kind.action
  if (action !== undefined && action !== '') event['event.action'] = action
  event['event.category'] = ['network', ...(kind?.category ?? [])]
  event['event.type'] = ['info', ...(kind?.type ?? [])]
  return event
}

/** The subtype, '' where there is none. */
function readBody(event: Event, { type }: MerakiHead, text: string): string {
  switch (type) {
    case 'events':
      return setDeviceEvent(event, text)
    case 'urls':
      return setRequest(event, text)
    case 'ip_flow_start':
    case 'ip_flow_end':
      setTranslatedFlow(event, text)
      return ''
    case 'ids-alerts':
      setThreat(event, text)
      return 'ids_alerted'
    case 'security_event':
      setThreat(event, text)
      return firstWord(text)
    case 'airmarshal_events':
      // `type= rogue_ssid_detected` and `type=rogue_ssid_detected`
      return firstWord(text.startsWith('type=') ? text.slice(5).trimStart() : text)
    default:
      return setFlow(event, text)
  }
}

function firstWord(text: string): string {
  const space = text.indexOf(' ')
  return space < 0 ? text : text.slice(0, space)
}
