/** Text with wildcards, in lower case: the pieces stand in this order, with anything (`*`) between them. */
export interface Pattern {
  /** Never empty; `anyCharacter` in a piece stands for one character. */
  pieces: readonly string[]
  /** It may begin, or end, anywhere. */
  opensStart: boolean
  opensEnd: boolean
}

/** What `?` becomes; no text has it. */
export const anyCharacter = '\uffff'
const wordCharacter = /[\p{L}\p{N}_]/u

/** `*` is any text, `?` one character; after a backslash they are themselves. */
export function parsePattern(text: string): Pattern {
  const pieces = ['']
  let opensEnd = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    const next = text.charAt(at + 1)
    if (character === '*') {
      if (pieces.at(-1) !== '') pieces.push('')
      opensEnd = true
      continue
    }
    opensEnd = false
    const isEscape = character === '\\' && (next === '*' || next === '?')
    if (isEscape) at += 1
    const own = isEscape ? next : character === '?' ? anyCharacter : character
    pieces.push(`${pieces.pop() ?? ''}${own}`)
  }
  if (pieces.length > 1 && pieces.at(-1) === '') pieces.pop()
  return { pieces: pieces.map((piece) => piece.toLowerCase()), opensStart: text.startsWith('*'), opensEnd }
}

/** Whether it says no more than that there is something. */
export function isAnything({ pieces, opensStart }: Pattern): boolean {
  return opensStart && pieces.length === 1 && pieces[0] === ''
}

/** Whether a text as a whole fits. */
export function fitsWhole(pattern: Pattern, text: string): boolean {
  const lower = text.toLowerCase()
  return fits(
    pattern,
    lower,
    (start) => start === 0,
    (end) => end === lower.length,
  )
}

/** Whether it stands somewhere in a text, as whole words where it does not begin or end with `*`. */
export function fitsWithin(pattern: Pattern, text: string): boolean {
  const lower = text.toLowerCase()
  const isInWord = (at: number): boolean => wordCharacter.test(lower.charAt(at))
  return fits(
    pattern,
    lower,
    (start) => !isInWord(start - 1) || !isInWord(start),
    (end) => !isInWord(end - 1) || !isInWord(end),
  )
}

/** Leftmost places are enough: what follows a `*` may stand anywhere after them. */
function fits(
  { pieces, opensStart, opensEnd }: Pattern,
  text: string,
  mayStart: (at: number) => boolean,
  mayEnd: (at: number) => boolean,
): boolean {
  let from = 0
  for (const [i, piece] of pieces.entries()) {
    const needsStart = i === 0 && !opensStart
    const needsEnd = i === pieces.length - 1 && !opensEnd
    let at = find(piece, text, from)
    while (at >= 0 && ((needsStart && !mayStart(at)) || (needsEnd && !mayEnd(at + piece.length))))
      at = find(piece, text, at + 1)
    if (at < 0) return false
    from = at + piece.length
  }
  return true
}

function find(piece: string, text: string, from: number): number {
  if (!piece.includes(anyCharacter)) return from <= text.length ? text.indexOf(piece, from) : -1
  for (let at = from; at + piece.length <= text.length; at++) if (standsAt(piece, text, at)) return at
  return -1
}

function standsAt(piece: string, text: string, at: number): boolean {
  for (let i = 0; i < piece.length; i++)
    if (piece[i] !== anyCharacter && piece[i] !== text[at + i]) return false
  return true
}
