import type { Action, Tunnel } from '../action.ts'
import { addressIn } from '../networks.ts'
import type { Random } from '../random.ts'
import { servers } from '../services.ts'
import { hour, minute } from '../zone.ts'
import {
  chooseVictim,
  flowsFrom,
  foreignNetworks,
  intrude,
  nextClock,
  stranger,
  type TimedFlow,
} from './intruder.ts'
import { moveLaterally, scan, transfer } from './payload.ts'
import type { Scenario } from './scenario.ts'
import { planSpray, spray } from './spray.ts'

interface Course {
  /** ms from login to the scan; Arctic Wolf on Akira 2025: under five minutes. */
  delay: number
  targets: number
  gap: number
  hosts: number
  /** Bytes taken at the end; 0 for none. */
  loot: number
}

function drawCourse(random: Random, loot: number): Course {
  return {
    delay: random.int(40, 290) * 1000,
    targets: random.int(60, 350),
    gap: random.int(15, 200),
    hosts: random.int(6, 30),
    loot,
  }
}

function* pursue(tunnel: Tunnel, course: Course, random: Random): Generator<TimedFlow> {
  let time = flowsFrom(tunnel) + course.delay
  for (const step of scan(time, tunnel.end, course.targets, course.gap, random)) {
    time = step[0]
    yield step
  }
  time += random.int(1, 8) * minute
  for (const step of moveLaterally(time, tunnel.end, course.hosts, random)) {
    time = step[0]
    yield step
  }
  if (course.loot > 0) {
    yield* transfer(
      time + 2 * minute,
      tunnel.end,
      course.loot,
      'down',
      { service: 'smb', ip: random.pick(servers.smb) },
      random,
    )
  }
}

export const nightIntrusion: Scenario = {
  title: 'Night login from a hosting provider in a new country, scan, lateral movement',
  techniques: ['T1078', 'T1133', 'T1046', 'T1021.001', 'T1021.002', 'T1021.004'],
  compose(stage) {
    const { random } = stage
    const person = chooseVictim(stage)
    if (!person) return undefined
    const network = random.pick(foreignNetworks(stage, 'hosting'))
    const sourceIp = addressIn(network, random)
    const course = drawCourse(random, 0)
    const start = nextClock(stage, person.office.city.zone, random.between(0.5, 4.5))
    return {
      description: `${person.user} logs in at night from ${network.owner} (${network.country}), scans ${course.targets} addresses and moves to up to ${course.hosts} hosts`,
      users: [person.user],
      sourceIps: [sourceIp],
      parameters: { ...course, country: network.country, asn: network.asn },
      actions: intrude(
        stage,
        stranger(stage, person, sourceIp),
        start,
        random.between(1, 2.2) * hour,
        (tunnel) => pursue(tunnel, course, random),
      ),
    }
  },
}

/** The whole chain: a spray finds one weak password; hours later it is used from elsewhere to scan, move and take data. */
export const sprayToExfiltration: Scenario = {
  title: 'Password spray, success, scan, lateral movement, exfiltration',
  techniques: ['T1110.003', 'T1078', 'T1133', 'T1046', 'T1021.001', 'T1021.002', 'T1021.004', 'T1048'],
  compose(stage) {
    const { random } = stage
    const person = chooseVictim(stage, (one) => one.role.name === 'office' || one.role.name === 'sales')
    if (!person) return undefined
    const hosts = random
      .sample(foreignNetworks(stage, 'hosting'), 2)
      .map((network) => addressIn(network, random))
    const [sprayer = '', intruder = sprayer] = hosts
    const plan = planSpray(stage)
    const names = plan.names.filter((one) => one.user !== person.user)
    const course = drawCourse(random, Math.round(random.logNormal(6e9, 0.5)))
    const rest = random.between(0.5, 6) * hour
    const actions = function* (): Generator<Action> {
      const hit = yield* spray(stage, { ...plan, names }, sprayer, person.gateway, stage.from)
      const check = random.int(60, 200) * 1000
      yield* intrude(stage, stranger(stage, person, sprayer), hit, check, () => [], {
        up: 9_000,
        down: 21_000,
      })
      yield* intrude(
        stage,
        stranger(stage, person, intruder),
        hit + check + rest,
        random.between(2, 4) * hour,
        (tunnel) => pursue(tunnel, course, random),
      )
    }
    return {
      description: `Spray on ${names.length} users from ${sprayer} finds ${person.user}'s password; from ${intruder} a scan, lateral movement and ${(course.loot / 1e9).toFixed(1)} GB taken`,
      users: [person.user, ...names.map((one) => one.user)],
      sourceIps: hosts,
      parameters: { ...course, rounds: plan.rounds, restMinutes: Math.round(rest / minute) },
      actions: actions(),
    }
  },
}
