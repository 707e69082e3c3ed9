import type { Tunnel } from '../action.ts'
import type { Person } from '../person.ts'
import type { Random } from '../random.ts'
import { servers, services, type ServiceName } from '../services.ts'
import { flowTo, probe } from '../traffic.ts'
import { minute } from '../zone.ts'
import { flowsFrom, type TimedFlow } from './intruder.ts'

/** Ordinary-looking use: a flow every half minute or so. */
export function* browse(tunnel: Tunnel, person: Person, random: Random): Generator<TimedFlow> {
  for (let time = flowsFrom(tunnel); time < tunnel.end; time += Math.round(random.exponential(35_000))) {
    const name = random.weighted(person.role.services)
    yield [time, flowTo(name, random.pick(person.favourites[name]), tunnel.end - time, random)]
  }
}

/**
 * A sweep of the server networks. Ports: the remote-access ones intruders ask for (CISA advisories on Akira, LockBit).
 * Most addresses are empty or closed; the firewall's rules deny a part.
 */
export function* scan(
  from: number,
  end: number,
  targets: number,
  gap: number,
  random: Random,
): Generator<TimedFlow> {
  const ports = random.sample([445, 3389, 22, 5985, 135, 139, 389, 1433, 5432, 8443], random.int(2, 6))
  const live = new Set(Object.values(servers).flat())
  let time = from
  for (let i = 0; i < targets; i++) {
    const ip = `10.1.${random.pick([1, 10, 15, 20, 30, 40, 50, 60])}.${random.int(1, 254)}`
    for (const port of ports) {
      const outcome = random.chance(0.25)
        ? 'denied'
        : live.has(ip)
          ? random.chance(0.5)
            ? 'done'
            : 'refused'
          : 'silent'
      yield [
        time,
        probe(
          { transport: 'tcp', port, label: `tcp/${port}`, inside: true },
          ip,
          outcome,
          end - time,
          random,
        ),
      ]
      time += Math.max(1, Math.round(random.exponential(gap)))
    }
  }
}

/** Logging on from host to host. */
export function* moveLaterally(
  from: number,
  end: number,
  hosts: number,
  random: Random,
): Generator<TimedFlow> {
  const ways: readonly ServiceName[] = ['smb', 'rdp', 'ssh']
  let time = from
  for (let i = 0; i < hosts && time < end; i++) {
    const name = random.pick(ways)
    const flow = flowTo(name, random.pick(servers[name]), end - time, random)
    yield [time, flow]
    time += Math.round(random.between(0.3, 3) * minute)
  }
}

/** `bytes` in pieces over the time from `from` to `end`, to the person (`down`) or away from them (`up`). */
export function* transfer(
  from: number,
  end: number,
  bytes: number,
  direction: 'up' | 'down',
  target: { service: ServiceName; ip: string },
  random: Random,
): Generator<TimedFlow> {
  const service = services[target.service]
  const pieces = random.int(3, 12)
  const step = Math.floor((end - from - minute) / pieces)
  const small = Math.ceil(bytes / pieces / 60)
  for (let i = 0; i < pieces; i++) {
    const time = from + i * step
    const large = Math.ceil((bytes / pieces) * random.between(0.6, 1.4))
    yield [
      time,
      {
        ...probe(service, target.ip, 'done', end - time, random),
        up: direction === 'up' ? large : small,
        down: direction === 'up' ? small : large,
        duration: Math.max(1000, Math.round(step * random.between(0.5, 0.95))),
      },
    ]
  }
}
