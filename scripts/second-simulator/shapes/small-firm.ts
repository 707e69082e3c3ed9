import { countriesOf, drawAddress, drawMobile } from '../addresses.ts'
import { drawDevice } from '../member.ts'
import { hour, journey, stay, type Shape } from './shape.ts'

const abroad = countriesOf('abroad')

/** A firm of few people who travel, bring new phones and laptops, work some evenings, and send plans once a week. */
export const smallFirm: Shape = {
  country: 'CA',
  offset: -5,
  live(member, { midnight, index, weekday }, draw) {
    if (draw.chance(0.002)) member.laptop = drawDevice(draw)
    if (draw.chance(0.01)) member.home = drawAddress(draw, 'access', 'CA')
    const where = journey(index, 90, 7, member.place)
    if (where === 'under way') return []
    const trip = Math.floor(index / 90 + member.place)
    const isAway = where === 'away'
    const destination = abroad[(trip * 7 + Math.floor(member.place * 20)) % abroad.length] ?? 'FR'
    const ip = isAway ? drawAddress(draw, 'abroad', destination) : member.home
    const stays = []
    if (weekday !== 0 && weekday !== 6 && draw.chance(0.85))
      stays.push(
        stay(member, midnight + draw.normal(8.8, 0.6) * hour, draw.normal(8, 1.2), draw, {
          ip,
          ...(weekday === 4 && member.place < 0.2 ? { up: draw.lognormal(2.5e9, 0.3) } : {}),
        }),
      )
    if (draw.chance(0.12))
      stays.push(
        stay(member, midnight + draw.between(18.5, 22) * hour, draw.lognormal(0.8, 0.6), draw, {
          ip: isAway ? ip : drawMobile(draw, 'CA', member.place),
          device: member.phone,
        }),
      )
    return stays
  },
}
