import type { Act } from '../event/act.ts'
import { keptEntities, type Alert, type AlertEntities, type SignalHit } from './alert.ts'

/** What else a suppression rule can name of an alert: the networks of its sources and the ports of its destinations. */
export function alertReach(
  subject: Act,
  hits: readonly SignalHit[],
  { sourceIps }: AlertEntities,
): Pick<Alert, 'networks' | 'ports' | 'unplaced'> {
  const acts = [subject, ...hits.flatMap((hit) => hit.evidence)]
  const networks = new Map<string, number>()
  const placed = new Set<string>()
  const ports = new Set<number>()
  for (const act of acts) {
    if (act.kind === 'flow') ports.add(act.destinationPort)
    const ip = act.kind === 'flow' ? (act.session?.sourceIp ?? act.sourceIp) : act.sourceIp
    if (act.network) networks.set(ip, act.network.number)
    if (act.place) placed.add(ip)
  }
  return {
    ...(sourceIps.length > 0
      ? { networks: [...new Set(sourceIps.map((ip) => networks.get(ip) ?? unknownNetwork))] }
      : {}),
    ...(ports.size > 0 ? { ports: [...ports].slice(0, keptEntities) } : {}),
    ...(sourceIps.some((ip) => !placed.has(ip)) ? { unplaced: true } : {}),
  }
}

/** Reserved by RFC 7607, so no rule can name it. */
const unknownNetwork = 0
