import { drawAddress } from './addresses.ts'
import type { Draw } from './draw.ts'
import type { Device } from './happening.ts'

/** Somebody, or something, that signs in. */
export interface Member {
  user: string
  laptop: Device
  phone: Device
  /** Changes where the provider says so. */
  home: string
  /** Bytes from the person in a usual hour. */
  hourlyUp: number
  /** 0..1: where in the organisation, for whatever a shape makes of it. */
  place: number
}

const given =
  'ada ali ana bea ben bo cai cleo dag dina eli emre eva finn gia gus hana ida igor ines ivo jana jo kai kim lea leo lia lin luca mara max mia nia noa nur ola omar pia quin rae rui sam sia tan tea udo uma vera vik wim xia yan zoe'.split(
    ' ',
  )
const family =
  'abbas adler baker berg bianchi brandt castro chen cohen costa dahl diaz dubois ek ferrari fonseca fox gallo gomes grant haas hansen ito jung kaur khan klein kovac lang larsen li lopes lund marino mbeki meyer moretti nagy ng nilsson novak okafor olsen park patel pinto reis ricci rossi ruiz sato silva singh souza stone tanaka toth vega wang weiss wolf wu young zhang ziegler'.split(
    ' ',
  )
const laptops = [
  'Microsoft Windows 11 Pro',
  'Microsoft Windows 10 Enterprise',
  'Apple macOS 14.5.0',
  'Linux Ubuntu 22.04',
]
const phones = [
  { name: 'iPhone', os: 'Apple iOS 17.5.1' },
  { name: 'localhost', os: 'Google Android 14' },
]

/** A name that nobody here has yet. */
export function drawUser(draw: Draw, taken: Set<string>): string {
  for (;;) {
    const name = `${draw.pick(given)}.${draw.pick(family)}${taken.size > 1500 ? draw.whole(2, 99) : ''}`
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}

export function drawMember(draw: Draw, user: string, country: string): Member {
  return {
    user,
    laptop: drawDevice(draw),
    phone: drawPhone(draw),
    home: drawAddress(draw, 'access', country),
    hourlyUp: draw.lognormal(8e6, 0.8),
    place: draw.between(0, 1),
  }
}

/** 16 random bytes, as hexadecimal digits. */
export function drawId(draw: Draw): string {
  return Array.from({ length: 16 }, () => draw.whole(0, 255).toString(16).padStart(2, '0')).join('')
}

function drawPhone(draw: Draw): Device {
  return { id: drawId(draw), ...draw.pick(phones), client: '6.1.4' }
}

export function drawDevice(draw: Draw): Device {
  const serial = draw.whole(0x100000, 0xffffff).toString(16).toUpperCase()
  return {
    id: drawId(draw),
    name: `${draw.pick(['LT', 'NB', 'PC', 'WS'])}-${serial}`,
    os: draw.pick(laptops),
    client: draw.pick(['6.2.3', '6.2.4', '6.1.4']),
  }
}
