import { networks } from './addresses.data.ts'
import type { Draw } from './draw.ts'

type Kind = (typeof networks)[number][0]

/** A public address in a network of the kind. @throws RangeError where there is none in the country */
export function drawAddress(draw: Draw, kind: Kind, country: string): string {
  const blocks = networks.flatMap(([of, where, , text]) =>
    of === kind && where === country ? text.split(' ') : [],
  )
  return `${draw.pick(blocks)}.${draw.whole(2, 250)}`
}

/** Countries that there are addresses of the kind in. */
export function countriesOf(kind: Kind): string[] {
  return [...new Set(networks.flatMap(([of, country]) => (of === kind ? country : [])))]
}

/** An address of somebody's phone: their carrier gives others from two of its blocks. @param place 0..1, of the person */
export function drawMobile(draw: Draw, country: string, place: number): string {
  const blocks = networks.flatMap(([of, where, , text]) =>
    of === 'mobile' && where === country ? text.split(' ') : [],
  )
  const at = Math.floor(place * 997) + draw.whole(0, 1)
  return `${blocks[at % blocks.length] ?? '198.18.0'}.${draw.whole(2, 250)}`
}
