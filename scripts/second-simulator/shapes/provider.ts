import { drawMobile } from '../addresses.ts'
import { hour, stay, type Shape } from './shape.ts'

/**
 * A service provider: engineers with long days from one office and from home, some at night in change windows, machines that sign
 * in on the clock, and engineers who carry images of many gigabytes every Friday.
 */
export const provider: Shape = {
  country: 'IT',
  offset: 1,
  machines: 6,
  settle(member, index, draw) {
    if (index < 6) member.user = `svc-backup-${index + 1}`
    if (index < 6 || draw.chance(0.5)) member.home = '93.64.229.10'
  },
  live(member, { midnight, weekday }, draw) {
    if (member.user.startsWith('svc-')) {
      const every = member.place < 0.5 ? 1 : 24
      return Array.from({ length: 24 / every }, (_, n) =>
        stay(
          member,
          midnight + (n * every + 2) * hour + draw.between(0, 40_000),
          every === 1 ? 0.1 : 1.2,
          draw,
          {
            up: every === 1 ? draw.lognormal(3e5, 0.2) : draw.lognormal(9e9, 0.15),
            mistyped: 0,
          },
        ),
      )
    }
    const stays = []
    if (weekday >= 1 && weekday <= 5 && draw.chance(0.9)) {
      const isAtHome = draw.chance(0.4)
      const ip = isAtHome
        ? draw.chance(0.1)
          ? drawMobile(draw, 'IT', member.place)
          : drawHome(member.place)
        : member.home
      const carries = weekday === 5 && member.place > 0.75
      stays.push(
        stay(member, midnight + draw.normal(8.5, 0.7) * hour, draw.normal(9, 1), draw, {
          ip,
          ...(carries ? { up: draw.lognormal(6e9, 0.4) } : {}),
        }),
      )
    }
    // Changes are made at night, by those on duty.
    if (draw.chance(0.05))
      stays.push(
        stay(member, midnight + draw.between(21, 25) * hour, draw.lognormal(2, 0.4), draw, {
          ip: drawHome(member.place),
        }),
      )
    return stays
  },
}

/** The same one for the same person. */
function drawHome(place: number): string {
  const blocks = ['88.32.29', '109.114.178', '81.115.116', '5.93.128', '91.81.184', '62.98.208']
  return `${blocks[Math.floor(place * blocks.length)] ?? blocks[0] ?? ''}.${2 + (Math.floor(place * 2500) % 248)}`
}
