import type { Act } from '../event/act.ts'
import { keptEntities, type AlertEntities, type SignalHit } from './alert.ts'

/**
 * Who and what an alert is about: its act, and of the evidence the flows and the failures. Earlier logins among the
 * evidence are the person's own, and their home address is no suspect. A flow's inner address is an assigned address;
 * its person's outer one is the session's.
 */
export function alertEntities(subject: Act, hits: readonly SignalHit[]): AlertEntities {
  const users = new Set<string>()
  const sourceIps = new Set<string>()
  const assignedIps = new Set<string>()
  const destinations = new Set<string>()
  const devices = new Set<string>()
  const countries = new Set<string>()
  const evidence = hits.flatMap((hit) => hit.evidence.filter(({ kind }) => kind !== 'start'))
  for (const act of [subject, ...evidence]) {
    users.add(act.user)
    const inner = act.assignedIp || act.session?.assignedIp || ''
    assignedIps.add(inner)
    if (act.kind !== 'flow' && act.kind !== 'notice') sourceIps.add(act.sourceIp)
    else {
      sourceIps.add(act.session?.sourceIp ?? '')
      if (act.sourceIp !== inner) sourceIps.add(act.sourceIp)
      destinations.add(act.destinationIp)
    }
    devices.add(act.deviceId)
    countries.add(act.place?.country ?? '')
  }
  for (const { entities } of hits) {
    for (const user of entities?.users ?? []) users.add(user)
    for (const ip of entities?.sourceIps ?? []) sourceIps.add(ip)
  }
  return {
    users: kept(users),
    sourceIps: kept(sourceIps),
    assignedIps: kept(assignedIps),
    destinations: kept(destinations),
    devices: kept(devices),
    countries: kept(countries),
  }
}

function kept(values: Set<string>): string[] {
  values.delete('')
  return [...values].slice(0, keptEntities)
}
