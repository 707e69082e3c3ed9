import type { Action, Flow, Tunnel } from './action.ts'
import type { Person } from './person.ts'
import type { Random } from './random.ts'
import { loginTime } from './session.ts'
import { queryNames, services, type Service, type ServiceName } from './services.ts'

/** Time between flows is exponential, so their number in a session is Poisson around `mean`. */
export function* sessionFlows(
  person: Person,
  tunnel: Tunnel,
  mean: number,
  random: Random,
): Generator<Action> {
  if (mean <= 0) return
  const { services: mix } = person.role
  const start = tunnel.start + loginTime
  const gap = (tunnel.end - start) / mean
  for (let at = start + random.exponential(gap); at < tunnel.end - 1000; at += random.exponential(gap)) {
    const time = Math.round(at)
    const name = random.weighted(mix)
    const flow = flowTo(name, random.pick(person.favourites[name]), tunnel.end - time, random)
    yield { kind: 'open', time, tunnel, flow, mark: undefined }
  }
}

/** A flow as people cause them: 1 % of what goes inside is refused, silent or denied. */
export function flowTo(name: ServiceName, destinationIp: string, longest: number, random: Random): Flow {
  const service = services[name]
  const failed = service.inside && name !== 'dns' && random.chance(0.01)
  const outcome = failed ? random.pick(failures) : 'done'
  const flow = probe(service, destinationIp, outcome, longest, random)
  if (outcome === 'done') {
    flow.up = Math.ceil(random.logNormal(service.up, service.sigma))
    flow.down = Math.ceil(random.logNormal(service.down, service.sigma))
    flow.duration = Math.min(
      Math.round(random.logNormal(service.seconds, 1) * 1000),
      Math.floor(longest - 500),
    )
  }
  if (name === 'dns') flow.query = { name: random.pick(queryNames), type: random.chance(0.85) ? 'A' : 'AAAA' }
  return flow
}

const failures = ['refused', 'silent', 'denied'] as const

/** A first packet and what became of it. An ASA gives a silent connection up after 30 s. */
export function probe(
  service: Pick<Service, 'transport' | 'port' | 'label' | 'inside'>,
  destinationIp: string,
  outcome: Flow['outcome'],
  longest: number,
  random: Random,
): Flow {
  return {
    transport: service.transport,
    sourcePort: random.int(49152, 65535),
    destinationIp,
    destinationPort: service.port,
    service: service.label,
    inside: service.inside,
    up: outcome === 'silent' ? 0 : 52,
    down: outcome === 'refused' ? 40 : 0,
    duration: outcome === 'silent' ? Math.max(1, Math.min(30_000, Math.floor(longest - 500))) : 1,
    outcome,
    query: undefined,
    id: 0,
  }
}
