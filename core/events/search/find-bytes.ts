import { anyCharacter, type Pattern } from '../query/pattern.ts'

/** Letters that are rare in records: what has them is found in few places. */
const rareLetters = 'jkqvwxyz'
const probeLength = 3
/** Places that are looked at before the whole text is. */
const mostTries = 200

/** Of all letters only these have a lower case with ASCII letters in it (Unicode, SpecialCasing and CaseFolding). */
const foldedToAscii = ['\u0130', '\u212a'].map((letter) => Buffer.from(letter))

/**
 * Tells of the UTF-8 of many lines whether some of them could fit a pattern within; false is sure. It looks for all cases of
 * three characters in the bytes, which is quicker by far than making a text of them.
 */
export function mayFit({ pieces }: Pattern): (bytes: Buffer) => boolean {
  const literals = pieces.flatMap((piece) => piece.split(anyCharacter))
  const longest = literals.reduce((best, literal) => (literal.length > best.length ? literal : best), '')
  if (longest === '') return () => true
  // ASCII alone has no more than two cases of a letter, of one byte each.
  if (!/^[\0-\x7f]+$/.test(longest)) return (bytes) => bytes.toString('utf8').toLowerCase().includes(longest)
  const offset = rarest(longest)
  const probes = casesOf(longest.slice(offset, offset + probeLength)).map((text) => Buffer.from(text))
  return (bytes) =>
    foldedToAscii.some((letter) => bytes.includes(letter)) ||
    probes.some((probe) => {
      let at = bytes.indexOf(probe)
      for (let tries = 0; at >= 0; tries++) {
        if (standsAt(longest, bytes, at - offset)) return true
        if (tries === mostTries) return bytes.toString('latin1').toLowerCase().includes(longest)
        at = bytes.indexOf(probe, at + 1)
      }
      return false
    })
}

/** Where the characters begin that are the rarest together. */
function rarest(text: string): number {
  let [best, at] = [Infinity, 0]
  for (let from = 0; from === 0 || from + probeLength <= text.length; from++) {
    const weight = text
      .slice(from, from + probeLength)
      .split('')
      .reduce((sum, letter) => sum + weightOf(letter), 0)
    if (weight < best) [best, at] = [weight, from]
  }
  return at
}

function weightOf(letter: string): number {
  if (rareLetters.includes(letter)) return 0
  return /[a-z]/.test(letter) ? 1 : 2
}

function casesOf(text: string): string[] {
  return text.split('').reduce<string[]>(
    (all, letter) => {
      const both = new Set([letter, letter.toUpperCase()])
      return all.flatMap((begin) => [...both].map((one) => begin + one))
    },
    [''],
  )
}

/** `text` is in lower case. */
function standsAt(text: string, bytes: Buffer, from: number): boolean {
  if (from < 0 || from + text.length > bytes.length) return false
  for (let i = 0; i < text.length; i++) {
    const byte = bytes[from + i] ?? 0
    if ((byte >= 65 && byte <= 90 ? byte + 32 : byte) !== text.charCodeAt(i)) return false
  }
  return true
}
