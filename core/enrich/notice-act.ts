import type { Act, Notice } from '../event/act.ts'
import { createAct } from '../event/create-act.ts'
import type { Event, Place } from '../event/event.ts'
import { recordId } from '../event/record-id.ts'
import { isRefused } from './flow-role.ts'
import type { LeaseTable } from './leases.ts'
import { normaliseUser } from './normalise-user.ts'
import { ip, observerOf } from './vpn-line.ts'

/** The act that a device's notice is. An inner address stands for the person who held it. */
export function noticeAct(
  notice: Notice,
  event: Event,
  { place, original, leases }: { place: Place; original: string; leases: LeaseTable },
): Act {
  const act = createAct({ id: recordId(original, place), kind: 'notice', notice })
  act.time = event['@timestamp']
  act.outcome = isRefused(event) ? 'failure' : (event['event.outcome'] ?? 'unknown')
  act.sourceIp = ip(event['source.ip'] ?? event['client.ip'])
  act.sourcePort = event['source.port'] ?? 0
  act.destinationIp = ip(event['destination.ip'])
  act.destinationPort = event['destination.port'] ?? 0
  act.transport = event['network.transport'] ?? ''
  act.service = (event['network.protocol'] ?? event['network.application'] ?? '').toLowerCase()
  act.gateway = observerOf(event)
  act.authMethod = event['vpn.auth_method'] ?? ''
  act.reason = event['event.reason'] ?? ''
  act.places.push(place)
  act.originals.push(original)
  const holder = leases.holder(act.sourceIp, act.time) ?? leases.holder(act.destinationIp, act.time)
  act.user =
    normaliseUser(event['user.name'] ?? event['source.user.name'] ?? event['destination.user.name']) ||
    (holder?.user ?? '')
  if (holder !== undefined && holder.user === act.user) {
    act.session = holder
    act.sessionId = holder.id
    act.assignedIp = holder.assignedIp
  }
  return act
}
