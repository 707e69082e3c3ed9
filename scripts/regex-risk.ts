import { setSize, treeOf, union, type CharSet, type Loop, type Node } from './regex-tree.ts'

/**
 * Why a regular expression may take more than linear time on some text; undefined where it can't. It is stricter than
 * needed: it knows which characters meet, not which texts.
 *
 * - exponential: a loop in a loop, or alternatives in a loop, that can take the same text in two ways
 * - polynomial: two loops after each other that meet in a character that nothing between them keeps apart; or an
 *   expression without `^` whose loop can run over the places where it could also have begun
 */
export function regexRisk(pattern: string, flags: string): string | undefined {
  const root = treeOf(pattern, flags)
  const isAnchored = flags.includes('y') || startsAnchored(root)
  return loopRisk(root) ?? sequenceRisk(root) ?? (isAnchored ? undefined : searchRisk(root))
}

function meet(a: CharSet, b: CharSet): boolean {
  return a.some((flag, code) => flag === 1 && b[code] === 1)
}

/** Every character a node can take. */
function charsOf(node: Node): CharSet {
  switch (node.kind) {
    case 'char':
      return node.set
    case 'loop':
      return charsOf(node.body)
    case 'sequence':
      return union(node.parts.map(charsOf))
    case 'choice':
      return union(node.options.map(charsOf))
    case 'assertion':
      return new Uint8Array(setSize)
  }
}

/** Whether a node can take nothing. */
function isNullable(node: Node): boolean {
  switch (node.kind) {
    case 'char':
      return false
    case 'loop':
      return node.least === 0 || isNullable(node.body)
    case 'sequence':
      return node.parts.every(isNullable)
    case 'choice':
      return node.options.some(isNullable)
    case 'assertion':
      return true
  }
}

function firstOf(node: Node): CharSet {
  switch (node.kind) {
    case 'char':
      return node.set
    case 'loop':
      return firstOf(node.body)
    case 'choice':
      return union(node.options.map(firstOf))
    case 'assertion':
      return new Uint8Array(setSize)
    case 'sequence': {
      const sets: CharSet[] = []
      for (const part of node.parts) {
        sets.push(firstOf(part))
        if (!isNullable(part)) break
      }
      return union(sets)
    }
  }
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'loop':
      return [node.body]
    case 'sequence':
      return node.parts
    case 'choice':
      return node.options
    case 'char':
    case 'assertion':
      return []
  }
}

function loopsIn(node: Node): Loop[] {
  const own = node.kind === 'loop' && node.isUnbounded ? [node] : []
  return [...own, ...childrenOf(node).flatMap(loopsIn)]
}

/** Sets of the single characters that every pass through a node takes. */
function mandatoryOf(node: Node): CharSet[] {
  switch (node.kind) {
    case 'char':
      return [node.set]
    case 'loop':
      return node.least > 0 ? mandatoryOf(node.body) : []
    case 'sequence':
      return node.parts.flatMap(mandatoryOf)
    case 'choice':
      return []
    case 'assertion':
      return []
  }
}

function loopRisk(node: Node): string | undefined {
  for (const loop of loopsIn(node)) {
    if (isNullable(loop.body)) return 'a loop whose body can be empty'
    const inner = loopsIn(loop.body)
    const ambiguous = inner.find(({ body }) =>
      mandatoryOf(loop.body).every((set) => meet(set, charsOf(body))),
    )
    if (ambiguous !== undefined) return 'a loop in a loop that nothing keeps apart'
    if (hasMeetingOptions(loop.body)) return 'alternatives in a loop that begin with the same character'
  }
  return undefined
}

function hasMeetingOptions(node: Node): boolean {
  if (node.kind === 'choice') {
    const firsts = node.options.map(firstOf)
    if (firsts.some((first, i) => firsts.slice(i + 1).some((other) => meet(first, other)))) return true
  }
  return childrenOf(node).some(hasMeetingOptions)
}

/** Groups that are passed once belong to the sequence around them. */
function flatten(node: Node): Node[] {
  return node.kind === 'sequence' ? node.parts.flatMap(flatten) : [node]
}

function sequenceRisk(node: Node): string | undefined {
  const parts = flatten(node)
  for (const [i, part] of parts.entries()) {
    const inner = childrenOf(part).map(sequenceRisk).find(Boolean)
    if (inner !== undefined) return inner
    for (const loop of loopsIn(part)) {
      const taken = charsOf(loop)
      for (const later of parts.slice(i + 1)) {
        // The first loop can't cross a character that must be there and that it does not take.
        if (mandatoryOf(later).some((set) => !meet(set, taken))) break
        if (loopsIn(later).some((other) => meet(taken, charsOf(other))))
          return 'two loops that can share a text'
      }
    }
  }
  return undefined
}

function startsAnchored(node: Node): boolean {
  switch (node.kind) {
    case 'assertion':
      return node.isStart
    case 'sequence':
      return node.parts[0] !== undefined && startsAnchored(node.parts[0])
    case 'choice':
      return node.options.every(startsAnchored)
    case 'char':
    case 'loop':
      return false
  }
}

/** Tried from every place of a text, a loop that fails in the end must not run over the next places to begin. */
function searchRisk(node: Node): string | undefined {
  const options = node.kind === 'choice' ? node.options : [node]
  for (const option of options) {
    const parts = flatten(option)
    const first = firstOf(option)
    for (const [i, part] of parts.entries()) {
      const canFailLater = parts
        .slice(i + 1)
        .some((later) => later.kind === 'assertion' || !isNullable(later))
      if (canFailLater && loopsIn(part).some((loop) => meet(charsOf(loop), first)))
        return 'no ^ before a loop that takes what the expression begins with'
    }
  }
  return undefined
}
