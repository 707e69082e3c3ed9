import type { Action, RejectReason, Tunnel } from './action.ts'
import { lengthFactor } from './flow-rate.ts'
import type { Person } from './person.ts'
import { planDay } from './plan.ts'
import type { Visit } from './visit.ts'
import type { Random } from './random.ts'
import { logIn, loginTime, merge, openTunnel, statistics } from './session.ts'
import { sessionFlows } from './traffic.ts'
import type { World } from './world.ts'
import { day as dayLength, hour, minute } from './zone.ts'

/** Something inside a person's own sessions that is not theirs (malware, a thief of the session). Actions in time order. */
export type Implant = (tunnel: Tunnel) => Iterable<Action>

/** Everything one person does in the period, in time order. */
export function* behave(world: World, person: Person, implants: readonly Implant[]): Generator<Action> {
  let free = world.start
  for (let day = 0; day <= world.days; day++) {
    for (const visit of planDay(world, person, day)) {
      // A night's work may reach into the next morning.
      if (visit.start <= free) continue
      const random = world.random.fork(`visit/${person.index}/${visit.start}`)
      const end = yield* attend(world, person, visit, implants, random)
      free = end + 2_000
    }
  }
}

function* attend(
  world: World,
  person: Person,
  visit: Visit,
  implants: readonly Implant[],
  random: Random,
): Generator<Action, number> {
  const { role } = person
  const by = {
    user: person.user,
    group: role.group,
    sourceIp: visit.sourceIp,
    gateway: person.gateway,
    device: person.device,
    client: clientOf(world, person, visit.start),
  }
  const start = yield* authenticate(by, visit, role.name !== 'service', random)
  if (start + minute > visit.end) return start
  const hours = (visit.end - start) / hour
  const factor = (visit.bulk ? 12 : 1) * 1e6
  const tunnel = openTunnel(
    by,
    { start, end: visit.end },
    {
      up: random.logNormal(role.upload * hours * factor, role.sigma),
      down: random.logNormal(role.download * hours * factor, role.sigma),
    },
  )
  yield* logIn(tunnel, random)
  const mean = world.flows * role.flows * lengthFactor(hours)
  let events: Iterable<Action> = merge(sessionFlows(person, tunnel, mean, random), statistics(tunnel))
  if (visit.roamTo !== undefined) events = merge(events, roam(tunnel, visit.roamTo))
  for (const implant of implants) events = merge(events, implant(tunnel))
  yield* events
  yield { kind: 'end', time: tunnel.end, tunnel, reason: visit.reason }
  return tunnel.end
}

function* roam(tunnel: Tunnel, sourceIp: string): Generator<Action> {
  yield { kind: 'roam', time: Math.round((tunnel.start + loginTime + tunnel.end) / 2), tunnel, sourceIp }
}

/** Mistakes, lockout, second factor. Returns the moment the password and factor were right. */
function* authenticate(
  by: Pick<Tunnel, 'user' | 'group' | 'sourceIp' | 'gateway'>,
  visit: Visit,
  factor: boolean,
  random: Random,
): Generator<Action, number> {
  const who = { user: by.user, group: by.group, sourceIp: by.sourceIp, gateway: by.gateway }
  let time = visit.start
  for (let i = 0; i < visit.mistakes; i++) {
    if (visit.mistake === 'mfa') yield { kind: 'challenge', time, ...who }
    time += visit.mistake === 'mfa' ? random.int(15_000, 60_000) : random.int(1_000, 4_000)
    const reason: RejectReason = visit.mistake === 'locked' ? 'password' : visit.mistake
    yield { kind: 'reject', time, ...who, reason }
    time += random.int(4_000, 25_000)
  }
  if (visit.mistake === 'locked' && visit.mistakes > 0) {
    yield { kind: 'lockout', time, ...who }
    time += random.int(15, 30) * minute
  }
  if (factor) {
    yield { kind: 'challenge', time, ...who }
    time += random.int(3_000, 25_000)
  }
  return time
}

/** How the client announces itself on that day: the upgrade reaches each person on a day of their own. */
export function clientOf(world: World, person: Person, time: number): string {
  const [before, after] = world.organisation.versions
  const upgraded = time >= world.start + person.upgradeDay * dayLength
  return `Cisco AnyConnect VPN Agent for ${person.device.os} ${upgraded ? after : before}`
}
