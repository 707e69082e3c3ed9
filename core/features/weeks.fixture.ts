import { actKinds } from '../event/act.ts'
import type { Act } from '../event/act.ts'
import { actOf } from './act.fixture.ts'
import { minute } from '../event/time-units.ts'

const monday = Date.UTC(2026, 2, 2, 9)
const elsewhere = { country: 'BR', city: 'Recife', latitude: -8.05, longitude: -34.9 }

/** A few weeks of a few people: sign-ins, failures, ends and flows, from a fixed seed. */
export function weeks(count: number): Act[] {
  let state = 7
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  return Array.from({ length: count }, (_, index) => {
    const kind = actKinds[below(4)] ?? 'flow'
    return actOf({
      kind,
      time: monday + index * 20 * minute - below(5) * minute,
      outcome: kind === 'attempt' || below(20) === 0 ? 'failure' : 'success',
      user: `user${below(5)}`,
      sourceIp: `198.51.100.${below(20)}`,
      destinationIp: `10.0.0.${below(60)}`,
      destinationPort: [443, 22, 445][below(3)] ?? 0,
      sessionId: `s${below(9)}`,
      place: below(9) === 0 ? elsewhere : actOf().place,
      bytesUp: below(1e6),
      bytesDown: below(1e7),
      duration: below(1e7),
    })
  })
}
