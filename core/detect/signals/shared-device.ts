import type { Act } from '../../event/act.ts'
import { isNeighbour } from './address.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

const within = 7 * day
const keptPeople = 16

/**
 * One device signs in as several people: 3 accounts within 7 days (UBA practice; the counts are ours). Credentials are
 * shared, or one person works under several names. T1078.
 *
 * Excuses: a name that many machines bear (its people come from different networks at once); a couple on one laptop; a
 * shared egress (a kiosk of the house).
 */
export const sharedDeviceSignal: SignalFactory = {
  name: 'shared-device',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const devices = remember<Act[]>('devices')
    const speak = realert(30 * day)
    return {
      see(act: Act) {
        const { deviceId, user, time } = act
        if (deviceId === '' || user === '' || !isLogin(act) || history.isSharedSource(act.sourceIp))
          return undefined
        const kept = (devices.peek(deviceId) ?? []).filter(
          (one) => one.user !== user && time - one.time <= within,
        )
        const people = [...kept, act].slice(-keptPeople)
        devices.set(deviceId, people)
        const together = people.filter((one) => isNeighbour(one.sourceIp, act.sourceIp))
        if (together.length < 3 || together.length < people.length) return undefined
        if (!speak.admits(deviceId, time, together.length)) return undefined
        const users = together.map((one) => one.user)
        return {
          signal: 'shared-device',
          title: `${users.length} people signed in with the device ${deviceId}`,
          techniques: ['T1078'],
          impact: 45,
          confidence: 0.5,
          reasons: [
            because(
              'device_people',
              users.length,
              '1',
              `${users.join(', ')} used one device from one place within 7 days`,
            ),
          ],
          evidence: together.slice(0, -1),
          entities: { users },
        }
      },
    }
  },
}
