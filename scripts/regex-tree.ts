import { RegExpParser, type AST } from '@eslint-community/regexpp'

/** Characters as flags: one for each code below 256, and one that stands for all others. */
export type CharSet = Uint8Array

interface Char {
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
interface Assertion {
  kind: 'assertion'
  isStart: boolean
}
/** What the cost of a regular expression depends on. */
export type Node = Char | Loop | Sequence | Choice | Assertion

export const setSize = 257
/** A repetition up to here costs what writing it out would. */
const smallBound = 100

/**
 * The tree of a pattern, as far as its cost depends on it.
 * @throws RegExpSyntaxError for what is no regular expression
 */
export function treeOf(pattern: string, flags: string): Node {
  const parser = new RegExpParser()
  const parsed = parser.parsePattern(pattern, undefined, undefined, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  })
  return new Converter(flags).choice(parsed.alternatives)
}

class Converter {
  readonly #ignoreCase: boolean
  readonly #dotAll: boolean

  constructor(flags: string) {
    this.#ignoreCase = flags.includes('i')
    this.#dotAll = flags.includes('s')
  }

  choice(alternatives: readonly AST.Alternative[]): Node {
    const options = alternatives.map(({ elements }): Node => {
      const parts = elements.map((element) => this.#element(element))
      const [only] = parts
      return parts.length === 1 && only ? only : { kind: 'sequence', parts }
    })
    const [only] = options
    return options.length === 1 && only ? only : { kind: 'choice', options }
  }

  #element(element: AST.Element): Node {
    switch (element.type) {
      case 'Assertion':
        return { kind: 'assertion', isStart: element.kind === 'start' }
      case 'Quantifier': {
        const { min, max } = element
        return {
          kind: 'loop',
          body: this.#element(element.element),
          least: min,
          isUnbounded: max > smallBound,
        }
      }
      case 'Group':
      case 'CapturingGroup':
        return this.choice(element.alternatives)
      case 'Backreference':
        return { kind: 'char', set: complement(emptySet()) }
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return { kind: 'char', set: this.#cased(this.#set(element)) }
    }
  }

  /** The characters of a class; what only the `v` flag knows counts as any character. */
  #set(element: AST.CharacterClassElement | AST.Element): CharSet {
    switch (element.type) {
      case 'Character':
        return rangeSet(element.value, element.value)
      case 'CharacterClassRange':
        return rangeSet(element.min.value, element.max.value)
      case 'CharacterSet':
        return this.#named(element)
      case 'CharacterClass': {
        const set = this.#cased(union(element.elements.map((inner) => this.#set(inner))))
        return element.negate ? complement(set) : set
      }
      default:
        return complement(emptySet())
    }
  }

  #named(set: AST.CharacterSet): CharSet {
    switch (set.kind) {
      case 'any':
        return this.#dotAll ? complement(emptySet()) : complement(charactersOf('\n\r'))
      case 'digit':
      case 'word':
      case 'space':
        return set.negate ? complement(classes[set.kind]) : classes[set.kind]
      case 'property':
        return complement(emptySet())
    }
  }

  #cased(set: CharSet): CharSet {
    if (!this.#ignoreCase) return set
    const both = Uint8Array.from(set)
    for (let code = 65; code <= 90; code++)
      if (set[code] === 1 || set[code + 32] === 1) both[code] = both[code + 32] = 1
    return both
  }
}

const classes = {
  digit: charactersOf('0123456789'),
  word: charactersOf('0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  space: charactersOf(' \t\n\r\v\f\u00a0\u2028'),
}

/** All that any of the sets has. */
export function union(sets: readonly CharSet[]): CharSet {
  const all = emptySet()
  for (const set of sets) for (const [code, flag] of set.entries()) if (flag === 1) all[code] = 1
  return all
}

function emptySet(): CharSet {
  return new Uint8Array(setSize)
}

function charactersOf(characters: string): CharSet {
  return union(
    Array.from(characters, (character) => rangeSet(character.charCodeAt(0), character.charCodeAt(0))),
  )
}

function rangeSet(from: number, to: number): CharSet {
  const last = setSize - 1
  return emptySet().fill(1, Math.min(from, last), Math.min(to, last) + 1)
}

function complement(set: CharSet): CharSet {
  return set.map((flag, code) => (code === setSize - 1 || flag === 0 ? 1 : 0))
}
