import { Reject } from '../../event/event.ts'
import { splitCells } from './csv-split.ts'

const mostLines = 300
const longestRow = 262_144

const unended = new Reject('a quoted value does not end')

/** The cells of a table's rows, of which one may go over several lines. undefined: the row goes on with the next line. */
export function openRows(): (line: string, delimiter: string) => string[] | Reject | undefined {
  let begun = ''
  let lines = 0
  return (line, delimiter) => {
    if (begun === '' && line.trim() === '') return undefined
    begun = begun === '' ? line : `${begun}\n${line}`
    lines += 1
    const cells = splitCells(begun, delimiter)
    if (cells === undefined && lines < mostLines && begun.length < longestRow) return undefined
    begun = ''
    lines = 0
    return cells ?? unended
  }
}
