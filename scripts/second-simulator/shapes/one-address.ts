import { drawMobile } from '../addresses.ts'
import { hour, stay, type Shape } from './shape.ts'

/** An organisation of one country whose people nearly all stand behind one address: a carrier's translation, or a head office. */
export const oneAddress: Shape = {
  country: 'BR',
  offset: -3,
  settle(member, index) {
    if (index % 10 !== 0) member.home = '200.171.231.40'
  },
  live(member, { midnight, weekday }, draw) {
    if (weekday === 0 || weekday === 6 ? !draw.chance(0.08) : !draw.chance(0.88)) return []
    const from = midnight + draw.normal(8, 0.8) * hour
    const ip = draw.chance(0.06) ? drawMobile(draw, 'BR', member.place) : member.home
    const morning = draw.normal(4, 0.5)
    return [
      stay(member, from, morning, draw, { ip }),
      stay(member, from + (morning + draw.between(0.7, 1.6)) * hour, draw.normal(4, 0.7), draw, {
        ip,
        mistyped: 0,
      }),
    ]
  },
}
