import type { Action } from '../action.ts'
import { addressIn } from '../networks.ts'
import { minute } from '../zone.ts'
import { chooseVictim, foreignNetworks, intrude, rejected, stranger } from './intruder.ts'
import { browse } from './payload.ts'
import type { Scenario } from './scenario.ts'

/**
 * 40 to 400 guesses at one account, one every second or two up to every half minute (a patient script to a tool
 * like Hydra with few tasks), then the right password and a short session.
 */
export const bruteForce: Scenario = {
  title: 'Brute force of one account, then success',
  techniques: ['T1110.001', 'T1078', 'T1133'],
  compose(stage) {
    const { random } = stage
    const victim = chooseVictim(stage)
    if (!victim) return undefined
    const sourceIp = addressIn(random.pick(foreignNetworks(stage, 'hosting')), random)
    const guesses = random.int(40, 400)
    const gap = random.logNormal(5_000, 0.8)
    const length = random.int(10, 60) * minute
    const by = stranger(stage, victim, sourceIp)
    const actions = function* (): Generator<Action> {
      let time = stage.from
      for (let i = 0; i < guesses; i++) {
        yield rejected(stage, { time, user: by.user, group: by.group, sourceIp, gateway: by.gateway })
        time += Math.max(300, Math.round(random.exponential(gap)))
      }
      if (time < stage.world.end - 10 * minute) {
        yield* intrude(stage, by, time, length, (tunnel) => browse(tunnel, victim, random))
      }
    }
    return {
      description: `${guesses} failed logins for ${victim.user} from ${sourceIp}, then a successful one`,
      users: [victim.user],
      sourceIps: [sourceIp],
      parameters: { guesses, meanGapMs: Math.round(gap) },
      actions: actions(),
    }
  },
}
