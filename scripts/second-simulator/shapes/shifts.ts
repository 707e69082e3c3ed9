import { drawAddress } from '../addresses.ts'
import { hour, stay, type Shape } from './shape.ts'

const cycle = ['early', 'early', 'late', 'late', 'night', 'night', 'free', 'free', 'free', 'free'] as const
const begins = { early: 6, late: 14, night: 22 }

/** A service desk around the clock: everybody goes through early, late and night shifts, weekends included. */
export const shifts: Shape = {
  country: 'SE',
  offset: 1,
  live(member, { midnight, index }, draw) {
    const turn = cycle[(index + Math.floor(member.place * cycle.length)) % cycle.length] ?? 'free'
    // Providers give a new address every few weeks.
    if (draw.chance(0.05)) member.home = drawAddress(draw, 'access', 'SE')
    // Shifts are swapped now and then, and some fall ill.
    const worked = draw.chance(0.06) ? draw.pick(cycle) : turn
    if (worked === 'free' || draw.chance(0.05)) return []
    const from = midnight + begins[worked] * hour + draw.normal(-5, 9) * 60_000
    const until = draw.normal(8, 0.4)
    if (draw.chance(0.75)) return [stay(member, from, until, draw)]
    const pause = draw.between(2, 5)
    return [
      stay(member, from, pause, draw),
      stay(member, from + (pause + 0.4) * hour, Math.max(0.5, until - pause - 0.4), draw, { mistyped: 0 }),
    ]
  },
}
