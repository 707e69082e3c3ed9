import type { Act, Session } from '../event/act.ts'
import { actOf } from './act.fixture.ts'
import { day, hour, minute } from '../event/time-units.ts'

export { day, hour, minute }
export const monday = Date.UTC(2026, 2, 2, 9)
export const paris = { country: 'FR', city: 'Paris', latitude: 48.86, longitude: 2.35 }
export const gulf = { country: 'XA', city: 'A', latitude: 0, longitude: 0 }
export const quarter = { country: 'XB', city: 'B', latitude: 0, longitude: 90 }
const session: Session = {
  id: 's1',
  user: 'ada',
  start: monday,
  end: undefined,
  sourceIp: '198.51.100.7',
  assignedIp: '10.0.0.5',
  gateway: 'gw1',
  group: 'staff',
}

/** The same act at `monday` plus each offset. */
export function at(offsets: number[], change: Partial<Act> = {}): Act[] {
  return offsets.map((offset) => actOf({ time: monday + offset, ...change }))
}
export const thrice = [-3 * minute, -2 * minute, -minute]
/** Enough for a history of one's own although older acts fade: 2^(-d/30) adds up to 21.6. */
export const everyOtherDay = Array.from({ length: 80 }, (_, index) => (index - 80) * 2 * day)
export const everyMinute = Array.from({ length: 20 }, (_, index) => (index - 22) * minute)
export const ended: Partial<Act> = { kind: 'end', session }
export const flow: Partial<Act> = { kind: 'flow', session, destinationIp: '10.1.0.1', destinationPort: 443 }
export const failure: Partial<Act> = { kind: 'attempt', outcome: 'failure' }

/** The acts that lead to a row, and a value in it that was worked out by hand. */
export interface Case {
  acts: Act[]
  value: number
}
