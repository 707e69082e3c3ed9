import type { SyntaxNode, Tree } from '@lezer/common'
import type { Field } from '../../event/event.ts'
import { compareField, fieldNamed, type Operand } from './comparison.ts'
import { isAnything, parsePattern } from './pattern.ts'
import { parser } from './query-parser.ts'
import * as terms from './query-terms.ts'
import { QueryError, type Query } from './query.ts'

/** A person writes far less; what a program pastes in must not take long. */
const longestQuery = 16_384
const deepestNesting = 200

/**
 * Reads a query; an empty one is for everything.
 * @throws QueryError with the place of what cannot be read
 */
export function parseQuery(text: string, now = Date.now()): Query {
  if (text.length > longestQuery)
    throw new QueryError(
      `A query ends at ${longestQuery} characters; this one has ${text.length}.`,
      longestQuery,
      text.length,
    )
  const tree = parser.parse(text)
  checkSyntax(tree, text)
  return new Reader(text, now).read(tree.topNode, 0)
}

function checkSyntax(tree: Tree, text: string): void {
  const cursor = tree.cursor()
  do {
    if (!cursor.type.isError) continue
    const { from } = cursor
    const to = Math.max(cursor.to, Math.min(text.length, from + 1))
    throw new QueryError(whatIsWrong(text, from), from, to)
  } while (cursor.next())
}

function whatIsWrong(text: string, at: number): string {
  const rest = text.slice(at).trim()
  if (rest === '') {
    const before = text.trimEnd()
    if (/[:=<>]$/.test(before)) return 'A value is missing at the end.'
    if (/\b(and|or|not)$/i.test(before))
      return `Something is missing after "${/\w+$/.exec(before)?.[0] ?? ''}".`
    return 'The end is missing: is a bracket or a quotation mark open?'
  }
  if (rest.startsWith('"')) return 'This quotation mark is never closed.'
  if (rest.startsWith(')') || rest.startsWith(']')) return 'This bracket closes nothing.'
  return `"${rest.slice(0, 20)}" does not fit here. Put a value with blanks, brackets or signs in quotation marks.`
}

class Reader {
  readonly #text: string
  readonly #now: number

  constructor(text: string, now: number) {
    this.#text = text
    this.#now = now
  }

  read(node: SyntaxNode, depth: number): Query {
    if (depth > deepestNesting)
      throw new QueryError(`Brackets may be nested ${deepestNesting} deep.`, node.from, node.to)
    const parts = (): Query[] => childrenOf(node).map((child) => this.read(child, depth + 1))
    switch (node.type.id) {
      case terms.Query:
        return joined('and', parts())
      case terms.And:
        return joined('and', parts())
      case terms.Or:
        return joined('or', parts())
      case terms.Group:
        return joined('and', parts())
      case terms.Not:
        return { kind: 'not', part: joined('and', parts()) }
      case terms.Comparison:
        return this.#comparison(node)
      default:
        return this.#words(node)
    }
  }

  #words(node: SyntaxNode): Query {
    const pattern = parsePattern(this.#value(node))
    if (pattern.pieces.every((piece) => piece.trim() === '') && !isAnything(pattern))
      throw new QueryError('There is nothing to look for between the quotation marks.', node.from, node.to)
    return isAnything(pattern) ? { kind: 'all' } : { kind: 'words', pattern }
  }

  #comparison(node: SyntaxNode): Query {
    const [name, operator, value] = childrenOf(node)
    if (!name || !operator || !value)
      throw new QueryError('This comparison is not complete.', node.from, node.to)
    const field = fieldNamed(this.#source(name), name)
    switch (value.type.id) {
      case terms.Choices:
        return joined(
          'or',
          childrenOf(value).map((choice) => this.#compare(field, 'is', [choice])),
        )
      case terms.Range:
        return this.#compare(field, 'between', childrenOf(value))
      default:
        return this.#compare(field, this.#source(operator), [value])
    }
  }

  #compare(field: Field, operator: string, values: readonly SyntaxNode[]): Query {
    const operands = values.map((node): Operand => ({
      text: this.#value(node),
      from: node.from,
      to: node.to,
    }))
    return compareField(field, operator, operands, this.#now)
  }

  #source({ from, to }: SyntaxNode): string {
    return this.#text.slice(from, to)
  }

  /** Without quotation marks; `\"` within them is one. */
  #value(node: SyntaxNode): string {
    const source = this.#source(node)
    return node.type.id === terms.Phrase ? source.slice(1, -1).replaceAll('\\"', '"') : source
  }
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}

function joined(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const [only] = parts
  if (only === undefined) return { kind: 'all' }
  return parts.length === 1 ? only : { kind, parts }
}
