import type { Act } from '../../event/act.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

/**
 * An account is used again after 30 days without any activity (Palo Alto Cortex: dormant for a month; Sentinel takes
 * 180 days). T1078.
 *
 * Excuses: the address or device the person used before means they are back from leave, and counts for little.
 */
export const dormantAccountSignal: SignalFactory = {
  name: 'dormant-account',
  kinds: ['attempt', 'start'],
  create({ history, realert }) {
    const speak = realert(day)
    return {
      see(act: Act) {
        if (!isLogin(act)) return undefined
        const person = history.person(act.user)
        if (!person) return undefined
        const idle = act.time - person.lastSeen
        if (idle < 30 * day || !speak.admits(act.user, act.time)) return undefined
        const days = Math.floor(idle / day)
        const back = person.sources.has(act.sourceIp) || person.devices.has(act.deviceId)
        return {
          signal: 'dormant-account',
          title: `${act.user} signed in after ${days} days of silence`,
          techniques: ['T1078'],
          impact: 45,
          confidence: back ? 0.2 : 0.6,
          reasons: [
            because(
              'days_idle',
              days,
              '< 30',
              back
                ? `${days} days without activity, but back at an address or device used before`
                : `${days} days without activity, and now from an address never used before`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
