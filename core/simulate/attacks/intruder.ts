import type { Action, Flow, RejectReason, Tunnel } from '../action.ts'
import { clientOf } from '../behaviour.ts'
import { networks, type Network } from '../networks.ts'
import { homeAddress, isEmployed, type Person } from '../person.ts'
import { planDay } from '../plan.ts'
import type { Visit } from '../visit.ts'
import { logIn, loginTime, openTunnel, type Credentials } from '../session.ts'
import { clockTime, day, hour, minute } from '../zone.ts'
import type { Stage } from './scenario.ts'

/** Somebody whose account is attacked: employed, no service account, not yet taken. */
export function chooseVictim(
  stage: Stage,
  suits: (person: Person) => boolean = () => true,
): Person | undefined {
  const today = Math.floor((stage.from - stage.world.start) / day)
  const fitting = stage.world.organisation.people.filter(
    (person) =>
      person.role.name !== 'service' &&
      isEmployed(person, today) &&
      !stage.taken.has(person.user) &&
      suits(person),
  )
  if (fitting.length === 0) return undefined
  const victim = stage.random.pick(fitting)
  stage.taken.add(victim.user)
  return victim
}

/** A visit of an untaken person that begins in the stage's time or, failing that, the days after it. */
export function chooseVisit(
  stage: Stage,
  suits: (visit: Visit) => boolean,
): { person: Person; visit: Visit } | undefined {
  const { world, random } = stage
  const people = world.organisation.people.filter(
    (one) => one.role.name !== 'service' && !stage.taken.has(one.user),
  )
  for (const person of random.sample(people, people.length)) {
    const visit = visitsAfter(stage, person).find(suits)
    if (!visit) continue
    stage.taken.add(person.user)
    return { person, visit }
  }
  return undefined
}

/** A person's visits from the stage's begin to two days after its end. */
export function visitsAfter(stage: Stage, person: Person): Visit[] {
  const { world, from, until } = stage
  const first = Math.floor((from - world.start) / day)
  const visits: Visit[] = []
  for (let date = first; world.start + date * day < until + 2 * day; date++)
    visits.push(...planDay(world, person, date))
  return visits.filter((visit) => visit.start >= from)
}

/** The first time at or after the stage's begin when a clock shows `hours`; a day earlier where the period would be over. */
export function nextClock(stage: Stage, zone: string, hours: number): number {
  const { world, from } = stage
  let date = Math.floor((from - world.start) / day) - 1
  const at = () => clockTime(zone, world.start + date * day, hours)
  while (at() < from) date++
  while (at() > world.end - 3 * hour) date--
  return Math.max(at(), world.start + minute)
}

/** Networks in countries where the organisation has no office. */
export function foreignNetworks(stage: Stage, kind: Network['kind']): Network[] {
  const known = new Set(stage.world.organisation.offices.map((office) => office.city.country))
  return networks.filter((network) => network.kind === kind && !known.has(network.country))
}

/** A machine the organisation does not own, with the open-source client. */
export function stranger(stage: Stage, person: Person, sourceIp: string): Credentials {
  const { random } = stage
  const suffix = random.text('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789', 7)
  const [name, os, client] = random.pick([
    [`DESKTOP-${suffix}`, 'Windows', 'Cisco AnyConnect VPN Agent for Windows 4.10.07061'],
    [`WIN-${suffix}`, 'Windows', 'Cisco AnyConnect VPN Agent for Windows 4.10.05095'],
    ['kali', 'Linux', 'Open AnyConnect VPN Agent v9.12'],
    ['localhost', 'Linux', 'Open AnyConnect VPN Agent v8.20'],
  ] as const)
  return {
    user: person.user,
    group: person.role.group,
    sourceIp,
    gateway: person.gateway,
    device: { name, os },
    client,
  }
}

/** The person on their own machine at their own line. */
export function owner(stage: Stage, person: Person, time: number): Credentials {
  const { world } = stage
  return {
    user: person.user,
    group: person.role.group,
    sourceIp: homeAddress(person, Math.floor((time - world.start) / day)),
    gateway: person.gateway,
    device: person.device,
    client: clientOf(world, person, time),
  }
}

export type TimedFlow = readonly [time: number, flow: Flow]

/** A whole session: second factor, login, the flows given (in time order, cut at the end), logout. Nothing where the period ends before. */
export function* intrude(
  stage: Stage,
  by: Credentials,
  start: number,
  length: number,
  flows: (tunnel: Tunnel) => Iterable<TimedFlow>,
  volume: Tunnel['volume'] = { up: 400_000, down: 1_500_000 },
): Generator<Action> {
  const { random, mark } = stage
  if (start + 5 * minute > stage.world.end) return
  yield {
    kind: 'challenge',
    time: start,
    user: by.user,
    group: by.group,
    sourceIp: by.sourceIp,
    gateway: by.gateway,
    mark,
  }
  const begin = start + random.int(4_000, 20_000)
  const end = Math.min(begin + Math.max(length, 3 * minute), stage.world.end - minute)
  const tunnel = openTunnel(by, { start: begin, end }, volume)
  yield* logIn(tunnel, random, mark)
  for (const [time, flow] of flows(tunnel)) {
    if (time >= end - 1000) break
    yield {
      kind: 'open',
      time,
      tunnel,
      flow: { ...flow, duration: Math.min(flow.duration, end - time - 500) },
      mark,
    }
  }
  yield { kind: 'end', time: end, tunnel, reason: random.chance(0.6) ? 'user' : 'lost', mark }
}

/** When the first flow of a session can be. */
export function flowsFrom(tunnel: Tunnel): number {
  return tunnel.start + loginTime
}

export interface Guess {
  time: number
  user: string
  group: string
  sourceIp: string
  gateway: number
  reason?: RejectReason
}

export function rejected(stage: Stage, guess: Guess): Action {
  const { reason = 'password', ...rest } = guess
  return { kind: 'reject', ...rest, reason, mark: stage.mark }
}
