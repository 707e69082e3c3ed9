import { countriesOf, drawAddress, drawMobile } from '../addresses.ts'
import { drawDevice } from '../member.ts'
import { hour, journey, stay, type Shape } from './shape.ts'

const origins = countriesOf('abroad')

/**
 * A university: people come and go at any hour, by phone and laptop, from home, mobile networks and abroad; a sixth is from
 * another country and there for weeks at a time, some travel, some use the exits of a consumer VPN; passwords end all at once.
 */
export const university: Shape = {
  country: 'CA',
  offset: -5,
  live(member, { midnight, index, weekday }, draw) {
    const { place } = member
    const isFromAbroad = place < 0.16
    const where = isFromAbroad ? journey(index, 60, 14, place * 6) : journey(index, 120, 5, place * 9)
    if (where === 'under way') return []
    const destination = origins[Math.floor(place * 61) % origins.length] ?? 'FR'
    const hidesBehindVpn = place > 0.9
    if (draw.chance(0.004)) member.laptop = drawDevice(draw)
    if (draw.chance(0.08)) member.home = drawAddress(draw, 'access', 'CA')
    const often = weekday === 0 || weekday === 6 ? 0.35 : 0.6
    const count = draw.chance(often) ? draw.whole(1, 3) : 0
    return Array.from({ length: count }, () => {
      const isPhone = draw.chance(0.3)
      const address = () => {
        if (hidesBehindVpn && draw.chance(0.6))
          return drawAddress(draw, 'hosting', draw.pick(['NL', 'SE', 'US', 'RO']))
        if (where === 'away') return drawAddress(draw, 'abroad', destination)
        return isPhone ? drawMobile(draw, 'CA', place) : member.home
      }
      const begin = midnight + draw.between(7, 26) * hour
      return stay(member, begin, draw.lognormal(isPhone ? 0.3 : 1.5, 0.9), draw, {
        ip: address(),
        device: isPhone ? member.phone : member.laptop,
        mistyped: draw.chance(index % 45 === 20 ? 0.5 : 0.07) ? draw.whole(1, 4) : 0,
      })
    })
  },
}
