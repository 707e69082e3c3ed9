import type { Action } from '../action.ts'
import { familyNames, givenNames } from '../names.ts'
import { addressIn, networks } from '../networks.ts'
import type { Random } from '../random.ts'
import { hour, minute } from '../zone.ts'
import { chooseVictim, foreignNetworks, intrude, rejected, stranger, type Guess } from './intruder.ts'
import { browse } from './payload.ts'
import type { Scenario, Stage } from './scenario.ts'

/** User names as a list from the internet has them: most of the staff's, some that do not exist here. */
function userList(stage: Stage, share: number, invented: number): { user: string; group: string }[] {
  const { random, world } = stage
  const people = world.organisation.people.filter((person) => person.role.name !== 'service')
  const real = random
    .sample(people, Math.max(3, Math.min(120, Math.round(people.length * share))))
    .map((person) => ({ user: person.user, group: person.role.group }))
  const guessed = Array.from({ length: Math.round(real.length * invented) }, () => ({
    user: inventedName(random),
    group: 'DfltGrpPolicy',
  }))
  return random.sample([...real, ...guessed], real.length + guessed.length)
}

function inventedName(random: Random): string {
  const country = random.pick(Object.keys(givenNames))
  return `${random.pick(givenNames[country] ?? [])}.${random.pick(familyNames[country] ?? [])}${random.int(1, 99)}`
}

function reasonFor(group: string): Guess['reason'] {
  return group === 'DfltGrpPolicy' ? 'unknown-user' : 'password'
}

interface SprayPlan {
  names: readonly { user: string; group: string }[]
  rounds: number
  /** ms between two tries. */
  gap: number
  /** ms between rounds. */
  pause: number
}

/** One password for many users, a pause longer than usual lockout windows (30 min), the next password. */
export function planSpray(stage: Stage): SprayPlan {
  const { random } = stage
  return {
    names: userList(stage, random.between(0.4, 0.95), random.between(0, 0.3)),
    rounds: random.int(1, 3),
    gap: random.logNormal(9_000, 0.7),
    pause: random.between(31, 75) * minute,
  }
}

export function* spray(
  stage: Stage,
  plan: SprayPlan,
  sourceIp: string,
  gateway: number,
  from: number,
): Generator<Action, number> {
  let time = from
  for (let round = 0; round < plan.rounds; round++) {
    if (round > 0) time += Math.round(plan.pause)
    for (const { user, group } of plan.names) {
      yield rejected(stage, { time, user, group, sourceIp, gateway, reason: reasonFor(group) })
      time += Math.max(400, Math.round(stage.random.exponential(plan.gap)))
    }
  }
  return time
}

export const passwordSpray: Scenario = {
  title: 'Password spray from one source',
  techniques: ['T1110.003'],
  compose(stage) {
    const sourceIp = addressIn(stage.random.pick(foreignNetworks(stage, 'hosting')), stage.random)
    const plan = planSpray(stage)
    return {
      description: `${plan.rounds} password(s) tried on ${plan.names.length} user names from ${sourceIp}, none right`,
      users: plan.names.map((one) => one.user),
      sourceIps: [sourceIp],
      parameters: { users: plan.names.length, rounds: plan.rounds, meanGapMs: Math.round(plan.gap) },
      actions: spray(stage, plan, sourceIp, 0, stage.from),
    }
  },
}

/**
 * Cisco Talos, April 2024 (VPN brute force): requests from many proxies, an address used for a handful of tries.
 * Here 30 to 50 home lines, 3 to 9 tries before the next, over 1 to 5 hours; some accounts lock.
 */
export const distributedSpray: Scenario = {
  title: 'Distributed password spray (botnet)',
  techniques: ['T1110.003', 'T1090'],
  compose(stage) {
    const { random } = stage
    const lines = foreignNetworks(stage, 'isp')
    const sourceIps = Array.from({ length: random.int(30, 50) }, () => addressIn(random.pick(lines), random))
    const names = userList(stage, 0.95, random.between(0.1, 0.5))
    const attempts = random.int(150, 600)
    const gap = (random.between(1, 5) * hour) / attempts
    const actions = function* (): Generator<Action> {
      const tries = new Map<string, number>()
      let time = stage.from
      let sourceIp = random.pick(sourceIps)
      let left = random.int(3, 9)
      for (let i = 0; i < attempts && time < stage.world.end - minute; i++) {
        const { user, group } = random.pick(names)
        yield rejected(stage, { time, user, group, sourceIp, gateway: 0, reason: reasonFor(group) })
        const count = (tries.get(user) ?? 0) + 1
        tries.set(user, count)
        if (count === 8 && group !== 'DfltGrpPolicy') {
          yield { kind: 'lockout', time: time + 100, user, group, sourceIp, gateway: 0, mark: stage.mark }
        }
        if (--left <= 0) {
          sourceIp = random.pick(sourceIps)
          left = random.int(3, 9)
        }
        time += Math.max(200, Math.round(random.exponential(gap)))
      }
    }
    return {
      description: `${attempts} failed logins for ${names.length} user names from ${sourceIps.length} home lines abroad`,
      users: names.map((one) => one.user),
      sourceIps,
      parameters: { attempts, sources: sourceIps.length, meanGapMs: Math.round(gap) },
      actions: actions(),
    }
  },
}

/** A breach list: every name once, fast, more strangers than staff; half of the seeds have one hit. */
export const credentialStuffing: Scenario = {
  title: 'Credential stuffing',
  techniques: ['T1110.004'],
  compose(stage) {
    const { random } = stage
    const network = random.pick(networks.filter((one) => one.kind === 'hosting'))
    const sourceIps = Array.from({ length: random.int(1, 2) }, () => addressIn(network, random))
    const names = userList(stage, random.between(0.5, 0.9), random.between(1, 2.5))
    const gap = random.between(400, 2_500)
    const victim = random.chance(0.5) ? chooseVictim(stage) : undefined
    const actions = function* (): Generator<Action> {
      let time = stage.from
      for (const { user, group } of names) {
        if (user === victim?.user) continue
        yield rejected(stage, {
          time,
          user,
          group,
          sourceIp: random.pick(sourceIps),
          gateway: 0,
          reason: reasonFor(group),
        })
        time += Math.max(150, Math.round(random.exponential(gap)))
      }
      if (!victim) return
      const by = stranger(stage, victim, sourceIps[0] ?? '')
      yield* intrude(stage, by, time, random.int(4, 25) * minute, (tunnel) => browse(tunnel, victim, random))
    }
    return {
      description: `${names.length} user names tried once each from ${network.owner}${victim ? `; ${victim.user}'s password was right` : ''}`,
      users: [...names.map((one) => one.user), ...(victim ? [victim.user] : [])],
      sourceIps,
      parameters: { names: names.length, meanGapMs: Math.round(gap), hit: victim !== undefined },
      actions: actions(),
    }
  },
}
