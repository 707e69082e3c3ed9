import type { Act } from '../event/act.ts'
import { createAct } from '../event/create-act.ts'
import type { Event, Place } from '../event/event.ts'
import { recordId } from '../event/record-id.ts'
import { normaliseIp } from './ip.ts'
import type { Lane } from './lane.ts'
import { normaliseUser } from './normalise-user.ts'

/** A record of a VPN session with what merging looks at. */
export interface VpnLine {
  event: Event
  place: Place
  original: string
  lane: Lane
  time: number
  user: string
  sourceIp: string
  sourcePort: number
  gateway: string
  sessionId: string
  assignedIp: string
  /** What kind of record it is: two lines of one act differ in it. '' where the record does not say. */
  mark: string
}

export function readVpnLine(event: Event, place: Place, original: string, lane: Lane): VpnLine {
  const code = event['event.code'] ?? ''
  const action = event['event.action'] ?? ''
  return {
    event,
    place,
    original,
    lane,
    time: event['@timestamp'],
    user: normaliseUser(event['user.name'] ?? event['source.user.name']),
    sourceIp: ip(event['source.ip'] ?? event['client.ip']),
    sourcePort: event['source.port'] ?? 0,
    gateway: event['vpn.gateway'] ?? observerOf(event),
    sessionId: event['vpn.session_id'] ?? '',
    assignedIp: ip(event['vpn.assigned_ip']),
    mark: code === '' && action === '' ? '' : `${code}/${action}`,
  }
}

/** The device that wrote a record, '' where it does not say. */
export function observerOf(event: Event): string {
  return event['observer.name'] ?? event['observer.hostname'] ?? event['observer.ip'] ?? ''
}

/** The act that begins with this line, which is still to be added. */
export function beginAct({ place, original, time, user }: VpnLine, kind: Act['kind']): Act {
  return createAct({ id: recordId(original, place), kind, time, user })
}

/** The line is evidence of the act; it fills what the act does not know yet. */
export function addLine(act: Act, line: VpnLine): void {
  const { event } = line
  act.places.push(line.place)
  act.originals.push(line.original)
  act.sourceIp ||= line.sourceIp
  act.sourcePort ||= line.sourcePort
  act.gateway ||= line.gateway
  act.sessionId ||= line.sessionId
  act.assignedIp ||= line.assignedIp
  act.group ||= event['vpn.group'] ?? event['group.name'] ?? ''
  act.tunnelType ||= event['vpn.tunnel_type'] ?? ''
  act.authMethod ||= event['vpn.auth_method'] ?? ''
  act.reason ||= event['vpn.disconnect_reason'] ?? event['event.reason'] ?? ''
  act.deviceId ||= event['vpn.device.id'] ?? event['vpn.device.name'] ?? event['host.mac'] ?? ''
  act.clientOs ||= event['vpn.client.os'] ?? event['host.os.name'] ?? event['host.os.full'] ?? ''
  act.clientVersion ||= event['vpn.client.version'] ?? ''
  if (act.mfa === '') act.mfa = event['vpn.mfa.result'] ?? ''
}

/** An address as a decoder gave it, in its one spelling; '' where there is none (`::` is what an ASA writes for none). */
export function ip(text: string | undefined): string {
  const address = text === undefined ? '' : (normaliseIp(text) ?? '')
  return address === '::' || address === '0.0.0.0' ? '' : address
}
