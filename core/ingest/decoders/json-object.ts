import { Reject } from '../../event/event.ts'
import { flatten } from './json-flatten.ts'

/** One JSON object a line, flattened; undefined for a blank line and for the brackets of a pretty-printed array. */
export function parseObject(line: string): Map<string, unknown> | Reject | undefined {
  let text = line.trim()
  if (text === '' || text === '[' || text === ']') return undefined
  if (text.endsWith(',')) text = text.slice(0, -1)
  if (!text.startsWith('{')) return new Reject('this is not a JSON object')
  try {
    return flatten(JSON.parse(text) as object)
  } catch {
    return new Reject('this is not valid JSON')
  }
}
