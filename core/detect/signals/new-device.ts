import type { Act } from '../../event/act.ts'
import { family } from './history.ts'
import { isLogin } from './login.ts'
import { RunningMean } from './running-mean.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

/**
 * A device, or where devices are not named an operating system, new to a person of 5 or more logins (Sentinel: device
 * first in 30 d; Cortex: abnormal OS). Context only: weak alone. T1078.
 *
 * Excuse: a roll-out. While more than a fifth of the recent logins of all people come from new devices, it is silent.
 */
export const newDeviceSignal: SignalFactory = {
  name: 'new-device',
  kinds: ['attempt', 'start'],
  create({ history, keep, realert }) {
    const speak = realert(30 * day)
    let share = new RunningMean(50)
    keep('share', {
      save: () => RunningMean.codec.encode(share),
      restore: (stored) => (share = RunningMean.codec.decode(stored)),
    })
    return {
      see(act: Act) {
        if (!isLogin(act)) return undefined
        const person = history.person(act.user)
        if (!person || person.logins < 5) return undefined
        const byDevice = act.deviceId !== '' && person.devices.size > 0
        const bySystem = !byDevice && act.clientOs !== '' && person.systems.size > 0
        const isNew = byDevice
          ? !person.devices.has(act.deviceId)
          : bySystem && !person.systems.has(family(act.clientOs))
        const rollout = share.count >= 20 && share.mean > 0.2
        if (byDevice || bySystem) share.add(isNew ? 1 : 0)
        const what = byDevice ? act.deviceId : act.clientOs
        if (!isNew || rollout || !speak.admits(`${act.user} ${what}`, act.time)) return undefined
        const usual = (byDevice ? person.devices : person.systems).values().slice(-3).join(', ')
        return {
          signal: 'new-device',
          title: `${act.user} signed in with ${what} for the first time`,
          techniques: ['T1078'],
          impact: 25,
          confidence: byDevice ? 0.5 : 0.6,
          reasons: [
            because(
              byDevice ? 'device' : 'client_os',
              what,
              usual,
              `${what} is new for ${act.user}, who uses ${usual}`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
