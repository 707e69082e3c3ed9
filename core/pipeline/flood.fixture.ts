import { datePerDay, timeOfDay } from '../simulate/clock.ts'
import { Random } from '../simulate/random.ts'

/**
 * Who floods a gateway with sign-ins:
 * - `one-person`: one account, from ever new addresses all over the world
 * - `crowd`: 500 accounts in turn, from ever new addresses
 * - `large-crowd`: 5,000 accounts in turn, from ever new addresses
 * - `one-address`: ever new accounts, from one address
 * - `strangers`: ever new accounts, each from an address of its own
 * - `regulars`: nobody: 500 accounts in turn, from one address
 */
export const floodShapes = [
  'one-person',
  'crowd',
  'large-crowd',
  'one-address',
  'strangers',
  'regulars',
] as const
type FloodShape = (typeof floodShapes)[number]

const begin = Date.UTC(2026, 2, 2, 8)

/**
 * Two ASA lines for each of `acts` successful sign-ins.
 * @param every ms from one sign-in to the next
 */
export function* floodLines(shape: FloodShape, acts: number, every = 60_000): Generator<string> {
  const random = new Random(`flood ${shape}`)
  for (let i = 0; i < acts; i++) {
    const time = begin + i * every
    const isOneAddress = shape === 'one-address' || shape === 'regulars'
    const who = `Group <GP-Staff> User <${userOf(shape, i)}> IP <${isOneAddress ? '2.162.8.7' : anywhere(random)}>`
    const lease = `10.${20 + ((i >> 16) & 63)}.${(i >> 8) & 255}.${i & 255}`
    yield line(time, 6, 113039, `${who} AnyConnect parent session started.`)
    yield line(time, 4, 722051, `${who} IPv4 Address <${lease}> IPv6 address <::> assigned to session`)
  }
}

function userOf(shape: FloodShape, i: number): string {
  switch (shape) {
    case 'one-person':
      return 'alice'
    case 'crowd':
    case 'regulars':
      return `user${i % 500}`
    case 'large-crowd':
      return `user${i % 5000}`
    case 'one-address':
    case 'strangers':
      return `user${i}`
  }
}

/** A public address; first octets without private, shared and reserved ranges. */
function anywhere(random: Random): string {
  const first = random.pick([
    2, 5, 14, 24, 31, 37, 41, 46, 62, 77, 80, 91, 103, 112, 121, 154, 177, 186, 190, 202,
  ])
  return `${first}.${random.int(0, 255)}.${random.int(0, 255)}.${random.int(1, 254)}`
}

function line(time: number, severity: number, id: number, text: string): string {
  return `<${160 + severity}>${date(time)} ${timeOfDay(time)} vpn-gw1 : %ASA-${severity}-${id}: ${text}\n`
}

const date = datePerDay((day) => {
  const month = day.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' })
  return `${month} ${String(day.getUTCDate()).padStart(2, '0')} ${day.getUTCFullYear()}`
})
