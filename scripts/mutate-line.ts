import { createRng, randomInt } from '../core/models/rng.ts'

/** A seeded source of integers from 0 on, below what is given. */
export function createRandom(seed: number): (below: number) => number {
  const rng = createRng(seed)
  return (below) => randomInt(rng, Math.max(1, below))
}

const hostile = [
  '\u0000',
  '\u202e',
  '\ufeff',
  '\ufffd',
  '\ud800',
  '\u{1F468}\u200d\u{1F469}',
  'İ',
  '\r',
  '\t',
  '\\',
  '"',
  "'",
  '%',
  '=',
  '<',
  '>',
  '|',
  ',',
  ';',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  ':',
  '/',
  '-',
  '+99:99',
  '9'.repeat(40),
  '-1',
  '1e309',
  'NaN',
  '__proto__',
  'constructor',
  '::ffff:1.2.3.4',
  '999.999.999.999',
  '0000-00-00T00:00:00Z',
  'Feb 31 25:61:61',
]
const longestField = 65_536
const longestLine = 2 ** 20

/** One line with one to four of the damages that real input has, and some that only an attacker makes. */
export function mutateLine(line: string, other: string, random: (below: number) => number): string {
  let text = line
  for (let edits = 1 + random(4); edits > 0; edits--) text = damage(text, other, random)
  return text.length > longestLine ? text.slice(0, longestLine) : text
}

function damage(text: string, other: string, random: (below: number) => number): string {
  const at = random(text.length + 1)
  const to = Math.min(text.length, at + random(40))
  const piece = hostile[random(hostile.length)] ?? ''
  switch (random(200)) {
    case 0:
      return (
        text.slice(0, at) + (piece || 'x').repeat(Math.ceil(longestField / piece.length)) + text.slice(at)
      )
    case 1:
      return text.slice(0, at) + '{"a":['.repeat(1 + random(2000)) + text.slice(at)
    case 2:
      return text + text.slice(at).repeat(Math.min(200, Math.floor(longestField / (text.length - at + 1))))
    default:
      break
  }
  switch (random(7)) {
    case 0:
      return flipBit(text, at, random)
    case 1:
      return text.slice(0, at)
    case 2:
      return text.slice(0, at) + text.slice(to)
    case 3:
      return text.slice(0, to) + text.slice(at)
    case 4:
      return text.slice(0, at) + other.slice(random(other.length))
    case 5:
      return text.slice(0, at) + piece.repeat(1 + random(3)) + text.slice(to)
    default:
      return text.slice(0, at) + piece + text.slice(at)
  }
}

function flipBit(text: string, at: number, random: (below: number) => number): string {
  const code = text.charCodeAt(at)
  if (Number.isNaN(code)) return text
  return text.slice(0, at) + String.fromCharCode(code ^ (1 << random(8))) + text.slice(at + 1)
}
