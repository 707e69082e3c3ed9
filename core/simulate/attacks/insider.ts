import type { Action } from '../action.ts'
import { addressIn, networks } from '../networks.ts'
import type { Random } from '../random.ts'
import { servers } from '../services.ts'
import { clockTime, day, hour, minute } from '../zone.ts'
import { chooseVictim, flowsFrom, intrude, nextClock, owner } from './intruder.ts'
import { transfer } from './payload.ts'
import type { Scenario } from './scenario.ts'

/** Public storage a thief of data may use; addresses of MEGA (AS205809) and of rented machines. */
function dropPoint(random: Random): string {
  const hosting = networks.filter((network) => network.kind === 'hosting')
  return random.chance(0.5) ? `31.216.148.${random.int(10, 40)}` : addressIn(random.pick(hosting), random)
}

/** The owner, at home in the evening, uploads a median of 6 GB to storage outside: far above the role's daily volume. */
export const exfiltration: Scenario = {
  title: 'Exfiltration: multi-gigabyte upload in one session',
  techniques: ['T1048', 'T1567.002'],
  compose(stage) {
    const { random } = stage
    const person = chooseVictim(stage, (one) => one.role.night === 0 && one.role.name !== 'support')
    if (!person) return undefined
    const start = nextClock(stage, person.office.city.zone, random.between(21.8, 23.5))
    const by = owner(stage, person, start)
    const bytes = Math.round(random.logNormal(6e9, 0.6))
    const ip = dropPoint(random)
    return {
      description: `${person.user} uploads ${(bytes / 1e9).toFixed(1)} GB to ${ip} in the evening`,
      users: [person.user],
      sourceIps: [by.sourceIp],
      parameters: { bytes, destination: ip },
      actions: intrude(stage, by, start, random.between(0.8, 2.5) * hour, (tunnel) =>
        transfer(flowsFrom(tunnel) + 3 * minute, tunnel.end, bytes, 'up', { service: 'https', ip }, random),
      ),
    }
  },
}

/** Three to six nights, 0.8 to 5 GB each from one file server, by somebody whose role has no night work. */
export const slowInsider: Scenario = {
  title: 'Slow insider: bulk downloads off hours',
  techniques: ['T1039', 'T1213', 'T1078'],
  lasting: true,
  compose(stage) {
    const { random, world } = stage
    const person = chooseVictim(stage, (one) => one.role.name === 'office' || one.role.name === 'sales')
    if (!person) return undefined
    const { zone } = person.office.city
    const first = Math.floor((stage.from - world.start) / day)
    const nights = random.int(3, 6)
    const starts = Array.from({ length: nights }, (_, i) =>
      clockTime(zone, world.start + (first + i) * day, random.between(25, 27)),
    )
    const used = starts.filter((time) => time > stage.from && time < world.end - 4 * hour)
    if (used.length === 0) return undefined
    const ip = random.pick(servers.smb)
    const actions = function* (): Generator<Action> {
      for (const start of used) {
        const bytes = random.between(0.8e9, 5e9)
        yield* intrude(stage, owner(stage, person, start), start, random.between(0.7, 2) * hour, (tunnel) =>
          transfer(flowsFrom(tunnel) + minute, tunnel.end, bytes, 'down', { service: 'smb', ip }, random),
        )
      }
    }
    return {
      description: `${person.user} copies from ${ip} in ${used.length} night(s)`,
      users: [person.user],
      sourceIps: [...new Set(used.map((time) => owner(stage, person, time).sourceIp))],
      parameters: { nights: used.length },
      actions: actions(),
    }
  },
}
