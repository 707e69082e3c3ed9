import { Reject } from '../../../event/event.ts'
import type { Values } from '../flat-values.ts'
import { defaultColumns } from './logs.data.ts'

/** One line of a Zeek table; the log it is of, '' where the table does not say. */
interface ZeekRow extends Values {
  log: string
}

const mostColumns = 500

/**
 * Zeek's ASCII tables: `#` lines say separators and columns and may come again, since logs are joined and rotated.
 * A table may also have only the names of its columns (`zeek-cut`), or nothing: then Zeek's own columns are assumed.
 */
export class ZeekTable {
  #separator = '\t'
  #listSeparator = ','
  #empty = '(empty)'
  #unset = '-'
  #log = ''
  #names: readonly string[] = []
  #columns: ReadonlyMap<string, number> | undefined
  #lists: readonly boolean[] = []

  /** undefined: a line about the table. */
  read(line: string): ZeekRow | Reject | undefined {
    if (line.charCodeAt(0) === 35) return this.#readHeader(line)
    const cells = line.split(this.#separator, mostColumns)
    if (cells[0] === 'ts' || this.#columns === undefined) {
      if (cells[0] === 'ts') return this.#setColumns(cells)
      const known = defaultColumns.get(cells.length)
      if (known === undefined)
        return new Reject('the table has no header and its columns are not those of a known Zeek log')
      this.#log = known.log
      this.#setColumns(known.names)
    }
    const columns = this.#columns
    if (columns === undefined || cells.length !== this.#names.length)
      return new Reject('the number of values is not that of the columns in the header')
    return { log: this.#log, get: (name) => this.#value(cells, columns.get(name)) }
  }

  #value(cells: readonly string[], column: number | undefined): unknown {
    const cell = column === undefined ? undefined : cells[column]
    if (column === undefined || cell === undefined || cell === this.#unset) return undefined
    if (cell === this.#empty) return ''
    return this.#lists[column] === true ? cell.split(this.#listSeparator).map(unescape) : unescape(cell)
  }

  #readHeader(line: string): undefined {
    const words = line.split(line.startsWith('#separator') ? ' ' : this.#separator, mostColumns + 1)
    const value = words[1] ?? ''
    switch (words[0]) {
      case '#separator':
        this.#separator = unescape(value) || '\t'
        return
      case '#set_separator':
        this.#listSeparator = value || ','
        return
      case '#empty_field':
        this.#empty = value
        return
      case '#unset_field':
        this.#unset = value
        return
      case '#path':
        this.#log = value
        this.#columns = undefined
        return
      case '#fields':
        return this.#setColumns(words.slice(1))
      case '#types':
        this.#lists = words.slice(1).map((type) => type.startsWith('set[') || type.startsWith('vector['))
        return
      default:
        return
    }
  }

  #setColumns(names: readonly string[]): undefined {
    this.#names = [...names]
    // Some tell a field's record by `_`: `id_orig_h`.
    const isScoped = names.includes('id_orig_h')
    this.#columns = new Map(names.map((name, i) => [isScoped ? name.replace(/^id_/, 'id.') : name, i]))
    this.#lists = []
  }
}

/** `\x2c` -> `,`: how Zeek writes separators, control characters and bytes that are no text. */
function unescape(text: string): string {
  let at = text.indexOf('\\x')
  if (at < 0) return text
  let plain = ''
  let from = 0
  for (; at >= 0; at = text.indexOf('\\x', at + 2)) {
    const code = hex(text.charCodeAt(at + 2)) * 16 + hex(text.charCodeAt(at + 3))
    if (Number.isNaN(code)) continue
    plain += text.slice(from, at) + String.fromCharCode(code)
    from = at + 4
  }
  return plain + text.slice(from)
}

function hex(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : NaN
}
