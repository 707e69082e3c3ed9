import type { Action } from '../action.ts'
import { addressIn, networks, type Network } from '../networks.ts'
import type { Person } from '../person.ts'
import { hour, minute } from '../zone.ts'
import {
  chooseVictim,
  chooseVisit,
  foreignNetworks,
  intrude,
  nextClock,
  rejected,
  stranger,
  visitsAfter,
} from './intruder.ts'
import { browse } from './payload.ts'
import type { Scenario, Stage } from './scenario.ts'

/** Countries no airliner reaches within two hours, by where the victim works. */
function farNetworks(person: Person): Network[] {
  const { zone } = person.office.city
  const far = zone.startsWith('America/')
    ? ['RO', 'RU', 'VN', 'TR', 'SG']
    : ['BR', 'AR', 'MX', ...(zone.startsWith('Europe/') ? ['VN', 'ID', 'PH'] : ['NG', 'RO'])]
  return networks.filter((network) => network.kind !== 'mobile' && far.includes(network.country))
}

/** The owner logs in; 15 to 100 minutes later somebody else does on another continent. */
export const impossibleTravel: Scenario = {
  title: 'Impossible travel with stolen credentials',
  techniques: ['T1078', 'T1133'],
  compose(stage) {
    const { random } = stage
    const found = chooseVisit(stage, (visit) => visit.end - visit.start > 30 * minute)
    if (!found) return undefined
    const { person, visit } = found
    const network = random.pick(farNetworks(person))
    const sourceIp = addressIn(network, random)
    const delay = random.int(15, 100)
    return {
      description: `${person.user} logs in from ${network.city} (${network.country}) ${delay} minutes after a login from ${visit.sourceIp}`,
      users: [person.user],
      sourceIps: [sourceIp],
      parameters: { delayMinutes: delay, country: network.country },
      actions: intrude(
        stage,
        stranger(stage, person, sourceIp),
        visit.start + delay * minute,
        random.int(12, 80) * minute,
        (tunnel) => browse(tunnel, person, random),
      ),
    }
  },
}

/** An account whose owner left at the beginning of the period and that nobody closed. */
export const dormantAccount: Scenario = {
  title: 'Use of a dormant account',
  techniques: ['T1078.002', 'T1133'],
  compose(stage) {
    const { random, world } = stage
    const person = world.organisation.people.find((one) => one.leaves <= 3 && !stage.taken.has(one.user))
    if (!person) return undefined
    stage.taken.add(person.user)
    const network = random.pick(foreignNetworks(stage, random.chance(0.5) ? 'hosting' : 'isp'))
    const sourceIp = addressIn(network, random)
    return {
      description: `${person.user}, unused since day ${person.leaves} of the period, logs in from ${network.owner} (${network.country})`,
      users: [person.user],
      sourceIps: [sourceIp],
      parameters: { country: network.country, asn: network.asn },
      actions: intrude(
        stage,
        stranger(stage, person, sourceIp),
        stage.from,
        random.int(20, 120) * minute,
        (tunnel) => browse(tunnel, person, random),
      ),
    }
  },
}

/** A colleague abroad uses the same password on two or three of the owner's working days, while the owner is online. */
export const credentialSharing: Scenario = {
  title: 'Shared credentials: concurrent sessions from two countries',
  techniques: ['T1078'],
  lasting: true,
  compose(stage) {
    const { random } = stage
    const found = chooseVisit(stage, (visit) => visit.end - visit.start > 2 * hour)
    if (!found) return undefined
    const { person } = found
    const network = random.pick(foreignNetworks(stage, 'isp'))
    const sourceIp = addressIn(network, random)
    const by = stranger(stage, person, sourceIp)
    const visits = visitsAfter(stage, person)
      .filter((visit) => visit.end - visit.start > 2 * hour)
      .slice(0, random.int(2, 3))
    const actions = function* (): Generator<Action> {
      for (const visit of visits) {
        const start = visit.start + random.int(10, 60) * minute
        yield* intrude(stage, by, start, random.between(0.4, 0.7) * (visit.end - visit.start), (tunnel) =>
          browse(tunnel, person, random),
        )
      }
    }
    return {
      description: `${person.user} is online twice, at home and in ${network.city} (${network.country}), ${visits.length} time(s)`,
      users: [person.user],
      sourceIps: [sourceIp],
      parameters: { sessions: visits.length, country: network.country },
      actions: actions(),
    }
  },
}

/** Password known, second factor not: pushes at night until the owner gives in (Uber 2022: for more than an hour). */
export const mfaFatigue: Scenario = {
  title: 'MFA fatigue',
  techniques: ['T1621', 'T1078', 'T1133'],
  compose(stage) {
    const { random } = stage
    const person = chooseVictim(stage)
    if (!person) return undefined
    const sourceIp = addressIn(random.pick(foreignNetworks(stage, 'hosting')), random)
    const prompts = random.int(6, 35)
    const start = nextClock(stage, person.office.city.zone, random.between(0.5, 5))
    const by = stranger(stage, person, sourceIp)
    return {
      description: `${prompts} pushes for ${person.user} refused at night, the next one approved, from ${sourceIp}`,
      users: [person.user],
      sourceIps: [sourceIp],
      parameters: { prompts },
      actions: fatigue(stage, by, start, prompts, person),
    }
  },
}

function* fatigue(
  stage: Stage,
  by: ReturnType<typeof stranger>,
  start: number,
  prompts: number,
  person: Person,
): Generator<Action> {
  const { random, mark } = stage
  const who = { user: by.user, group: by.group, sourceIp: by.sourceIp, gateway: by.gateway }
  let time = start
  for (let i = 0; i < prompts; i++) {
    yield { kind: 'challenge', time, ...who, mark }
    time += random.int(8_000, 60_000)
    yield rejected(stage, { time, ...who, reason: 'mfa' })
    time += Math.round(random.exponential(45_000)) + 1_000
  }
  yield* intrude(stage, by, time, random.int(15, 90) * minute, (tunnel) => browse(tunnel, person, random))
}
