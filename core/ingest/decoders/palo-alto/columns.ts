import { isAddress } from '../../address.ts'

/** A field longer than this is cut off; PAN-OS itself ends values at 1,023 bytes, URLs at 8 KiB. */
const maxColumns = 200

/** RFC 4180 from `at` on; a brace-wrapped list (`{link name,…}` of SD-WAN) is one field. Never fails: an open quote runs to the end. */
export function readColumns(line: string, from: number): string[] {
  const columns: string[] = []
  let at = from
  while (at <= line.length && columns.length < maxColumns) {
    const first = line.charCodeAt(at)
    if (first === 34) {
      let close = line.indexOf('"', at + 1)
      let escaped = false
      while (close >= 0 && line.charCodeAt(close + 1) === 34) {
        escaped = true
        close = line.indexOf('"', close + 2)
      }
      if (close < 0) close = line.length
      const value = line.slice(at + 1, close)
      columns.push(escaped ? value.replaceAll('""', '"') : value)
      const comma = line.indexOf(',', close)
      if (comma < 0) break
      at = comma + 1
      continue
    }
    const inner = first === 123 ? line.indexOf('}', at) : -1
    const comma = line.indexOf(',', inner < 0 ? at : inner)
    columns.push(line.slice(at, comma < 0 ? line.length : comma).trim())
    if (comma < 0) break
    at = comma + 1
  }
  return columns
}

/** A column's text, or undefined where it is absent or empty. */
export function textAt(columns: readonly string[], index: number): string | undefined {
  const text = columns[index]
  return text === undefined || text === '' ? undefined : text
}

export function countAt(columns: readonly string[], index: number): number | undefined {
  const text = columns[index]
  if (text === undefined || text === '' || text.length > 16) return undefined
  const value = Number(text)
  return Number.isInteger(value) && value >= 0 ? value : undefined
}

export function addressAt(columns: readonly string[], index: number): string | undefined {
  const text = columns[index]
  return text !== undefined && isAddress(text) ? text : undefined
}
