import type { Event } from '../../../event/event.ts'
import { Reject } from '../../../event/event.ts'
import { isMachineAccount } from '../../account.ts'
import { isAddress } from '../../address.ts'
import { setPerson } from '../../set-person.ts'
import { portOf } from '../between.ts'
import { logonTypes, ownAccounts, reasons, windowsEvents } from './events.data.ts'
import type { WindowsEvent } from './events.data.ts'
import { readRemoteAccess } from './remote-access.ts'
import type { WindowsRecord } from './record.ts'

/** The ECS event of a Windows event; an id that is not known keeps its place, time and text. */
export function readWindowsEvent(record: WindowsRecord): Event | Reject {
  if (Number.isNaN(record.time))
    return new Reject('there is no time in this Windows event, or in no known form')
  const event: Event = {
    '@timestamp': record.time,
    'event.kind': 'event',
    'event.code': record.id,
    'observer.vendor': 'Microsoft',
    'observer.product': 'Windows',
  }
  if (record.message !== '') event.message = record.message
  if (record.provider !== '') event['event.provider'] = record.provider
  if (record.computer !== '') event['host.name'] = event['observer.hostname'] = record.computer
  if (readRemoteAccess(event, record)) return event
  const known = kindOf(record)
  if (known !== undefined) describe(event, record, known)
  return event
}

/** Whether the id is one that is understood. */
export function isKnownEvent(record: WindowsRecord): boolean {
  return kindOf(record) !== undefined || /^20\d{3}$/.test(record.id)
}

function kindOf({ id, provider, channel }: WindowsRecord): WindowsEvent | undefined {
  const known = windowsEvents.get(id)
  if (known?.provider === undefined) {
    // Other providers use such numbers too; an export without the provider names the channel, or neither.
    const where = provider || channel
    return where === '' || /security|eventlog/i.test(where) ? known : undefined
  }
  return provider.includes(known.provider) || channel.includes(known.provider) ? known : undefined
}

function describe(event: Event, record: WindowsRecord, known: WindowsEvent): void {
  const { data } = record
  event['event.action'] = known.action
  event['event.category'] = known.category
  event['event.type'] = known.type
  const code = statusOf(data)
  const outcome = known.outcome === 'status' ? (isZero(code) ? 'success' : 'failure') : known.outcome
  if (outcome !== undefined) event['event.outcome'] = outcome
  const reason =
    outcome === 'failure' ? (reasons.get(code) ?? data.get('reason') ?? data.get('failurereason')) : undefined
  if (reason !== undefined) event['event.reason'] = reason
  const name = setAccount(event, data, known.person)
  setOrigin(event, data)
  setMethod(event, data)
  if (known.step === undefined || ownAccounts.has(name.toLowerCase()) || isMachineAccount(name)) return
  const logon = data.get('logontype')
  // Services and tasks sign in by themselves, `DWM-1` and `UMFD-1` with every session.
  if (logon !== undefined && !logonTypes.has(logon)) return
  if (/^(?:DWM|UMFD)-\d+$/.test(name)) return
  event['vpn.step'] = known.step
  if (record.computer !== '') event['vpn.gateway'] = record.computer
}

/** `0xc000006a` of `SubStatus` says more than the `Status` above it. */
function statusOf(data: ReadonlyMap<string, string>): string {
  const sub = data.get('substatus')?.toLowerCase() ?? ''
  return isZero(sub) ? (data.get('status') ?? data.get('failurecode') ?? '').toLowerCase() : sub
}

function isZero(code: string): boolean {
  return code === '' || /^(?:0x)?0+$/.test(code)
}

function setAccount(event: Event, data: ReadonlyMap<string, string>, person: 'target' | 'subject'): string {
  const name =
    data.get(`${person}username`) ??
    (person === 'target' ? (data.get('targetuser') ?? data.get('user') ?? data.get('param1')) : undefined) ??
    ''
  const domain = data.get(`${person}domainname`) ?? ''
  if (ownAccounts.has(name.toLowerCase())) return ''
  setPerson(event, name)
  if (domain !== '' && domain !== '-') event['user.domain'] ??= domain
  const sid = data.get(`${person}usersid`) ?? data.get(`${person}sid`)
  if (sid?.startsWith('S-1-') === true) event['user.id'] = sid
  if (person === 'subject' && data.get('targetusername') !== undefined)
    event['destination.user.name'] = data.get('targetusername')
  return event['user.name'] ?? ''
}

function setOrigin(event: Event, data: ReadonlyMap<string, string>): void {
  const text = (
    data.get('ipaddress') ??
    data.get('callingstationid') ??
    data.get('address') ??
    data.get('param3') ??
    ''
  ).replace(/^::ffff:(?=\d+\.)/i, '')
  if (isAddress(text) && text !== '::1' && text !== '127.0.0.1') {
    event['source.ip'] = event['client.ip'] = text
    const port = portOf(data.get('ipport') ?? '')
    if (port !== undefined && port > 0) event['source.port'] = port
  }
  const station = (data.get('workstationname') ?? data.get('workstation') ?? '').replace(/^\\\\/, '')
  if (station !== '' && station !== '-') event['source.domain'] = event['vpn.device.name'] = station
}

function setMethod(event: Event, data: ReadonlyMap<string, string>): void {
  const method =
    data.get('authenticationpackagename') ?? data.get('packagename') ?? data.get('authenticationtype')
  if (method !== undefined) event['vpn.auth_method'] = method
  const logon = logonTypes.get(data.get('logontype') ?? '')
  if (logon?.endsWith('remote-interactive') === true) event['vpn.tunnel_type'] = 'rdp'
  const session = data.get('accountsessionidentifier')
  if (session !== undefined && session !== '-') event['vpn.session_id'] = session
  const policy = data.get('networkpolicyname')
  if (policy !== undefined && policy !== '-') event['rule.name'] = policy
}
