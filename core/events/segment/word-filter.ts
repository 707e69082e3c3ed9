import type { Pattern } from '../query/pattern.ts'

/**
 * A Bloom filter (Bloom 1970) of the words of some lines: it says which words are surely not among them. A word is a run of
 * ASCII letters, digits and underscores of the text in lower case; three bits stand for each.
 */
export class WordFilter {
  #bits: Uint8Array

  private constructor(bits: Uint8Array) {
    this.#bits = bits
  }

  /** 128 Kibit: about one wrong answer in a hundred with the words of 1,024 firewall lines. */
  static empty(): WordFilter {
    return new WordFilter(new Uint8Array(2 ** 14))
  }

  static from(bytes: Uint8Array): WordFilter {
    return new WordFilter(bytes)
  }

  get bytes(): number {
    return this.#bits.length
  }

  /** `text` is in lower case. */
  add(text: string): void {
    let hash = firstHash
    let isInWord = false
    const { length } = text
    for (let at = 0; at <= length; at++) {
      const code = at < length ? text.charCodeAt(at) : 0
      if (isWordCode(code)) {
        hash = Math.imul(hash ^ code, hashPrime)
        isInWord = true
        continue
      }
      if (isInWord) this.#addWord(hash)
      hash = firstHash
      isInWord = false
    }
  }

  mayHave(words: readonly string[]): boolean {
    const mask = this.#bits.length * 8 - 1
    return words.every((word) => {
      let hash = firstHash
      for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), hashPrime)
      return [0, 1, 2].every((i) => this.#has(placeOf(hash, i) & mask))
    })
  }

  /** As few bytes as keep the answers good: halves lie on each other while a third of the bits is free to be set. */
  encode(): Buffer {
    let bits = this.#bits
    while (bits.length > 8 && countOnes(bits) * 6 < bits.length * 8) {
      const half = bits.length / 2
      const folded = bits.slice(0, half)
      for (let i = 0; i < half; i++) folded[i] = (folded[i] ?? 0) | (bits[half + i] ?? 0)
      bits = folded
    }
    return Buffer.from(bits)
  }

  #addWord(hash: number): void {
    const bits = this.#bits
    const mask = bits.length * 8 - 1
    for (let i = 0; i < 3; i++) {
      const place = placeOf(hash, i) & mask
      bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7))
    }
  }

  #has(place: number): boolean {
    return ((this.#bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0
  }
}

/** Words that every text with the pattern has: those that the pattern itself bounds on both sides. */
export function wordsOf({ pieces, opensStart, opensEnd }: Pattern): string[] {
  return pieces.flatMap((piece, i) => {
    // What touches a wildcard may be a part of a longer word.
    const from = i === 0 && !opensStart ? '' : 'x'
    const to = i === pieces.length - 1 && !opensEnd ? '' : 'x'
    const runs = (from + piece + to).split(/[^a-z0-9_\uffff]+/)
    const whole = runs.filter((run, at) => {
      const touchesStart = at === 0 && from !== ''
      const touchesEnd = at === runs.length - 1 && to !== ''
      return run !== '' && !run.includes('\uffff') && !touchesStart && !touchesEnd
    })
    return whole
  })
}

/** FNV-1a, 32 bit (draft-eastlake-fnv). */
const firstHash = 0x811c9dc5
const hashPrime = 0x01000193

/** Three places from one hash (Kirsch and Mitzenmacher 2006). */
function placeOf(hash: number, i: number): number {
  const second = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 1
  return (hash + Math.imul(i, second) + i * i) >>> 0
}

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95
}

const onesOf = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

function countOnes(bits: Uint8Array): number {
  let ones = 0
  for (let i = 0; i < bits.length; i++) ones += onesOf[bits[i] ?? 0] ?? 0
  return ones
}
