/** Characters as flags: one for each code below 256, and one that stands for all others. */
export type CharSet = Uint8Array

export interface Char {
  kind: 'char'
  set: CharSet
}
export interface Loop {
  kind: 'loop'
  body: Node
  least: number
  isUnbounded: boolean
}
export interface Sequence {
  kind: 'sequence'
  parts: Node[]
}
export interface Choice {
  kind: 'choice'
  options: Node[]
}
/** `^`, `$`, `\b`, a look-around. */
export interface Assertion {
  kind: 'assertion'
  isStart: boolean
}
export type Node = Char | Loop | Sequence | Choice | Assertion

export const setSize = 257
/** A repetition up to here costs what writing it out would. */
const smallBound = 100

/** The tree of a pattern, as far as its cost depends on it. */
export function parsePattern(pattern: string, flags: string): Node {
  return new Parser(pattern, flags).parse()
}

class Parser {
  readonly #text: string
  readonly #ignoreCase: boolean
  readonly #dotAll: boolean
  #at = 0

  constructor(pattern: string, flags: string) {
    this.#text = pattern
    this.#ignoreCase = flags.includes('i')
    this.#dotAll = flags.includes('s')
  }

  parse(): Node {
    return this.#choice()
  }

  #choice(): Node {
    const options = [this.#sequence()]
    while (this.#take('|')) options.push(this.#sequence())
    return options.length === 1 ? (options[0] ?? empty()) : { kind: 'choice', options }
  }

  #sequence(): Node {
    const parts: Node[] = []
    while (this.#at < this.#text.length && !'|)'.includes(this.#peek())) parts.push(this.#quantified())
    return parts.length === 1 ? (parts[0] ?? empty()) : { kind: 'sequence', parts }
  }

  #quantified(): Node {
    const body = this.#atom()
    const bounds = this.#bounds()
    if (bounds === undefined) return body
    this.#take('?')
    const [least, most] = bounds
    return { kind: 'loop', body, least, isUnbounded: most > smallBound }
  }

  #bounds(): [number, number] | undefined {
    if (this.#take('*')) return [0, Infinity]
    if (this.#take('+')) return [1, Infinity]
    if (this.#take('?')) return [0, 1]
    const braces = /^\{(\d+)(,(\d*))?\}/.exec(this.#text.slice(this.#at))
    if (braces === null) return undefined
    this.#at += braces[0].length
    const least = Number(braces[1])
    if (braces[2] === undefined) return [least, least]
    return [least, braces[3] === '' ? Infinity : Number(braces[3])]
  }

  #atom(): Node {
    const character = this.#next()
    switch (character) {
      case '^':
        return { kind: 'assertion', isStart: true }
      case '$':
        return { kind: 'assertion', isStart: false }
      case '(':
        return this.#group()
      case '[':
        return { kind: 'char', set: this.#class() }
      case '.':
        return { kind: 'char', set: complement(setOf(this.#dotAll ? '' : '\n\r')) }
      case '\\':
        return this.#escape()
      default:
        return { kind: 'char', set: this.#cased(setOf(character)) }
    }
  }

  #group(): Node {
    let isAssertion = false
    if (this.#take('?:')) isAssertion = false
    else if (['?=', '?!', '?<=', '?<!'].some((mark) => this.#take(mark))) isAssertion = true
    else if (this.#take('?<')) while (this.#next() !== '>');
    const inner = this.#choice()
    this.#take(')')
    return isAssertion ? { kind: 'assertion', isStart: false } : inner
  }

  #escape(): Node {
    const character = this.#next()
    if (character === 'b' || character === 'B') return { kind: 'assertion', isStart: false }
    return { kind: 'char', set: this.#cased(this.#escaped(character)) }
  }

  #escaped(character: string): CharSet {
    switch (character) {
      case 'd':
      case 'D':
      case 'w':
      case 'W':
      case 's':
      case 'S': {
        const set = classes[character.toLowerCase()] ?? setOf('')
        return character === character.toLowerCase() ? set : complement(set)
      }
      case 'p':
      case 'P':
        while (this.#next() !== '}');
        return complement(setOf(''))
      case 'x':
        return setOfCode(Number.parseInt(this.#next() + this.#next(), 16))
      case 'u':
        return setOfCode(Number.parseInt(this.#unicode(), 16))
      default:
        return setOf(controls[character] ?? character)
    }
  }

  #unicode(): string {
    if (!this.#take('{')) return this.#next() + this.#next() + this.#next() + this.#next()
    let digits = ''
    for (let digit = this.#next(); digit !== '}' && digit !== ''; digit = this.#next()) digits += digit
    return digits
  }

  #class(): CharSet {
    const isNegated = this.#take('^')
    const set = new Uint8Array(setSize)
    while (this.#at < this.#text.length && !this.#take(']')) {
      const from = this.#classItem()
      if (this.#peek() !== '-' || this.#text[this.#at + 1] === ']') {
        addSet(set, from)
        continue
      }
      this.#next()
      const to = this.#classItem()
      for (let code = from.indexOf(1); code <= to.lastIndexOf(1) && code >= 0; code++) set[code] = 1
    }
    const cased = this.#cased(set)
    return isNegated ? complement(cased) : cased
  }

  #classItem(): CharSet {
    const character = this.#next()
    if (character !== '\\') return setOf(character)
    const escaped = this.#next()
    return escaped === 'b' ? setOf('\b') : this.#escaped(escaped)
  }

  #cased(set: CharSet): CharSet {
    if (!this.#ignoreCase) return set
    const both = Uint8Array.from(set)
    for (let code = 65; code <= 90; code++)
      if (set[code] === 1 || set[code + 32] === 1) both[code] = both[code + 32] = 1
    return both
  }

  #peek(): string {
    return this.#text[this.#at] ?? ''
  }

  #next(): string {
    return this.#text[this.#at++] ?? ''
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }
}

const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', 0: '\0' }
const classes: Record<string, CharSet> = {
  d: setOf('0123456789'),
  w: setOf('0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  s: setOf(' \t\n\r\v\f\u00a0\u2028'),
}

function empty(): Node {
  return { kind: 'sequence', parts: [] }
}

function setOf(characters: string): CharSet {
  const set = new Uint8Array(setSize)
  for (const character of characters) addSet(set, setOfCode(character.codePointAt(0) ?? 0))
  return set
}

function setOfCode(code: number): CharSet {
  const set = new Uint8Array(setSize)
  set[Math.min(code, setSize - 1)] = 1
  return set
}

function complement(set: CharSet): CharSet {
  return set.map((flag, code) => (code === setSize - 1 || flag === 0 ? 1 : 0))
}

export function addSet(to: CharSet, from: CharSet): void {
  for (const [code, flag] of from.entries()) if (flag === 1) to[code] = 1
}
