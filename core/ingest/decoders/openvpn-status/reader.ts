import type { Event } from '../../../event/event.ts'
import { Reject } from '../../../event/event.ts'
import { parseTime } from '../../coerce.ts'
import type { DecodeContext } from '../../decoder.ts'
import { readClient } from './client.ts'
import type { Table } from './columns.ts'
import { headersOfVersion1, rowOf } from './columns.ts'
import { readConnected, readRoute } from './rows.ts'
import { KnownSessions } from './sessions.ts'
import { Statistics } from './statistics.ts'

type Result = Event | Reject | undefined

const noTitle = new Reject(
  'not in a status file: no title "OpenVPN CLIENT LIST" or "TITLE" stands before this line',
)
const noTime = new Reject('the snapshot has no readable time before this line')

/**
 * Reads status files line by line. The first row of a session is its `start`, at the time since when it is connected;
 * later snapshots of it are `update`s with counters. That a session has gone, no line says.
 */
export class StatusReader {
  readonly #context: DecodeContext
  readonly #sessions = new KnownSessions()
  #inFile = false
  #separator = ''
  /** Epoch ms of the snapshot; NaN before its time is read. */
  #time = NaN
  /** Of version 1: the section, and its table once the header was there. */
  #section: Table | undefined
  #table: Table | undefined
  readonly #columns = new Map<Table, readonly string[]>()
  #statistics: Statistics | undefined

  constructor(context: DecodeContext) {
    this.#context = context
  }

  read(line: string): Result {
    if (line === 'OpenVPN CLIENT LIST') return this.#begin('')
    if (line === 'OpenVPN STATISTICS') {
      const unfinished = this.#begin('')
      this.#statistics = new Statistics()
      return unfinished
    }
    if (line.startsWith('TITLE,') || line.startsWith('TITLE\t')) return this.#begin(line.charAt(5))
    if (line === 'END') return this.#finish()
    return this.#separator === ''
      ? this.#readVersion1(line)
      : this.#readTagged(line.split(this.#separator, 64))
  }

  #begin(separator: string): Result {
    const unfinished = this.#statistics?.finish(this.#time)
    this.#inFile = true
    this.#separator = separator
    this.#time = NaN
    this.#section = 'CLIENT_LIST'
    this.#table = undefined
    this.#columns.clear()
    this.#statistics = undefined
    return unfinished
  }

  #finish(): Result {
    if (!this.#inFile) return noTitle
    const record = this.#statistics?.finish(this.#time)
    this.#begin('')
    this.#inFile = false
    return record
  }

  #readVersion1(line: string): Result {
    if (!this.#inFile) return noTitle
    if (line.startsWith('Updated,')) return this.#setTime(line.slice(8))
    if (Number.isNaN(this.#time))
      return new Reject('expected "Updated,<time>" after the title of a status file')
    if (this.#statistics !== undefined) return this.#statistics.read(line)
    if (line === 'ROUTING TABLE' || line === 'GLOBAL STATS') {
      this.#section = line === 'ROUTING TABLE' ? 'ROUTING_TABLE' : undefined
      this.#table = undefined
      return undefined
    }
    const header = headersOfVersion1.get(line)
    if (header !== undefined && header === this.#section) {
      this.#table = header
      this.#columns.set(header, line.split(','))
      return undefined
    }
    if (this.#table === undefined && line.startsWith('Max bcast/mcast queue length,')) return undefined
    // Names of sections are written in capitals, and rows hold commas.
    if (!line.includes(',')) {
      this.#section = undefined
      this.#table = undefined
      return new Reject('not a section of a status file (CLIENT LIST, ROUTING TABLE or GLOBAL STATS)')
    }
    return this.#table === undefined
      ? new Reject('this row belongs to no section of a status file')
      : this.#readRow(this.#table, line.split(',', 64))
  }

  #readTagged(cells: readonly string[]): Result {
    const [tag = ''] = cells
    switch (tag) {
      case 'TIME':
        return this.#setTime(cells[2] ?? cells[1] ?? '')
      case 'HEADER':
        if (cells[1] !== 'CLIENT_LIST' && cells[1] !== 'ROUTING_TABLE')
          return new Reject('a header of a table that status files do not have')
        this.#columns.set(cells[1], cells.slice(2))
        return undefined
      case 'CLIENT_LIST':
      case 'ROUTING_TABLE':
        return this.#readRow(tag, cells.slice(1))
      case 'GLOBAL_STATS':
        return undefined
      default:
        return new Reject('not a line of a status file of version 2 or 3')
    }
  }

  #setTime(text: string): Result {
    this.#time = parseTime(text, this.#context)
    return Number.isNaN(this.#time) ? new Reject('the time of the snapshot is not readable') : undefined
  }

  #readRow(table: Table, cells: readonly string[]): Result {
    if (Number.isNaN(this.#time)) return noTime
    const columns = this.#columns.get(table)
    if (columns === undefined) return new Reject('the row stands before the header of its table')
    const row = rowOf(columns, cells)
    if (row === undefined)
      return new Reject(`the row has ${cells.length} values for the ${columns.length} columns of its header`)
    const client = readClient(
      row.get('Common Name') ?? '',
      row.get('Username') ?? '',
      row.get('Real Address') ?? '',
    )
    if (client === undefined) return new Reject('the real address is not an address with a port')
    const snapshot = { time: this.#time, sessions: this.#sessions, context: this.#context }
    return table === 'CLIENT_LIST' ? readConnected(client, row, snapshot) : readRoute(client, row, snapshot)
  }
}
