import type { Notice, NoticeCategory } from '../event/act.ts'
import type { Event } from '../event/event.ts'
import { appliancePaths } from './data/appliance-paths.ts'

const longestDetail = 512

/** What a record reports besides what people do; undefined where it reports nothing of the kind. */
export function noticeOf(event: Event): Notice | undefined {
  const exploit = exploitOf(event)
  const category = exploit === undefined ? categoryOf(event) : 'web_request'
  if (category === undefined) return undefined
  const detail = exploit === undefined ? (event.message ?? event['event.reason'] ?? '') : urlOf(event)
  return {
    category,
    name: exploit ?? signatureOf(event),
    severity: severityOf(event),
    detail: detail.slice(0, longestDetail),
  }
}

/** PAN-OS names the rule of the policy in `rule.name`, and the threat in the message. */
function signatureOf(event: Event): string {
  const isThreat = event['event.kind'] === 'alert' && event['observer.product'] === 'PAN-OS'
  const named = isThreat ? event.message : event['rule.name']
  return (named ?? event['event.action'] ?? '').slice(0, longestDetail)
}

/** Messages of ASA and FTD about their own administration, which Elastic files under the firewall's traffic. */
const ciscoNotices = new Map<string, NoticeCategory>([
  ['111008', 'configuration'],
  ['111010', 'configuration'],
  ['502101', 'account'],
  ['502102', 'account'],
  ['502103', 'account'],
  ['605004', 'admin_login'],
  ['605005', 'admin_login'],
  ['611101', 'admin_login'],
  ['611102', 'admin_login'],
])

/** `event.action` of logins to a device itself, over the vendors. */
const adminLogins = new Set(['login', 'gui-login', 'administrator-login', 'logged-in', 'logon-failed'])
/** Actions by which a second factor is given to somebody (Cisco Duo). */
const factorActions = new Set(['enrollment', 'bypass_create', 'phone_create', 'hardtoken_create'])
const threats = new Set(['intrusion_detection', 'malware', 'threat'])
const changes = new Set(['change', 'creation', 'deletion'])
/** Alerts of content filters: somebody's browsing, mail or documents, no intrusion. */
const filtering = /^(?:url_filtering|data_match|file_match|dlp|(?:outbound )?(?:probable )?spam)$/i

function categoryOf(event: Event): NoticeCategory | undefined {
  const categories = event['event.category'] ?? []
  const action = event['event.action'] ?? ''
  if (event['event.kind'] === 'alert') {
    const isThreat = event['event.provider'] === 'snort' || categories.some((one) => threats.has(one))
    return isThreat && !filtering.test(action) ? 'intrusion_alert' : undefined
  }
  const isNamed = (event['user.name'] ?? event['source.user.name'] ?? '') !== ''
  const cisco = event['observer.vendor'] === 'Cisco' ? ciscoNotices.get(event['event.code'] ?? '') : undefined
  if (cisco !== undefined && isNamed) return cisco
  if (categories.includes('configuration') && isNamed) return 'configuration'
  if (factorActions.has(action)) return 'account'
  if (categories.includes('iam') && event['event.type']?.some((type) => changes.has(type))) return 'account'
  if (categories.includes('authentication') && adminLogins.has(action) && isNamed) return 'admin_login'
  return isCrash(event) ? 'crash' : undefined
}

/** A program of the device died; records of traffic are not looked into. */
function isCrash(event: Event): boolean {
  const { message } = event
  if (message === undefined || event['destination.ip'] !== undefined) return false
  return /\bapplication crashed\b|\bcrashed\b.{0,40}\bsignal\b|\bsegfault\b|\bcore dumped\b/i.test(
    message.slice(0, longestDetail),
  )
}

function exploitOf(event: Event): string | undefined {
  // How a session id of CVE-2024-3400 looks in the log of the GlobalProtect service.
  if (event.message?.includes('unmarshal session(') && event.message.includes('../'))
    return 'CVE-2024-3400 (PAN-OS)'
  const url = urlOf(event)
  if (url === '') return undefined
  const lower = url.toLowerCase()
  return appliancePaths.find(([piece]) => lower.includes(piece))?.[1]
}

function urlOf(event: Event): string {
  const query = event['url.query']
  const path = event['url.path'] ?? ''
  return event['url.original'] ?? event['url.full'] ?? (query === undefined ? path : `${path}?${query}`)
}

/** Who numbers severities from 1, the worst, and up to which number they mean high; elsewhere 1 may be the least. */
const highUpTo = new Map([
  ['Suricata', 1],
  ['snort', 1],
  ['PAN-OS', 2],
  ['Fortigate', 2],
])

function severityOf(event: Event): Notice['severity'] {
  const word = (event['log.level'] ?? '').toLowerCase()
  const known = highUpTo.get(event['event.provider'] ?? '') ?? highUpTo.get(event['observer.product'] ?? '')
  const beyond = (event['event.severity'] ?? Infinity) - (known ?? -Infinity)
  if (word === 'critical' || word === 'high' || beyond <= 0) return 'high'
  return word === 'medium' || beyond === 1 ? 'medium' : 'low'
}
