/** The text between two marks, '' where one of them is missing. */
export function between(text: string, before: string, after: string): string {
  const at = text.indexOf(before)
  if (at < 0) return ''
  const start = at + before.length
  const end = text.indexOf(after, start)
  return end < 0 ? '' : text.slice(start, end)
}

/** What follows a mark up to the next blank or the end, '' where the mark is missing. */
export function wordAfter(text: string, before: string): string {
  const at = text.indexOf(before)
  if (at < 0) return ''
  const start = at + before.length
  const end = text.indexOf(' ', start)
  return end < 0 ? text.slice(start) : text.slice(start, end)
}

/** A port number, or undefined. */
export function portOf(text: string): number | undefined {
  if (text.length === 0 || text.length > 5) return undefined
  const port = Number(text)
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : undefined
}

/** A count of bytes or packets, or undefined. */
export function countOf(text: string): number | undefined {
  if (text.length === 0 || text.length > 16) return undefined
  const count = Number(text)
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined
}
