import type { AsNetwork } from '../event/act.ts'
import { networkKind } from './network-kind.ts'

/** Inclusive ranges of addresses, ascending. */
export interface Ipv4Systems {
  starts: Uint32Array
  ends: Uint32Array
  /** The system that announces the range at `row`; undefined for a row there is not. */
  network: (row: number) => AsNetwork | undefined
}

/** The same over the upper 64 bits: fewer than 1 in 2000 announcements are finer, and none separate two persons. */
export interface Ipv6Systems {
  starts: BigUint64Array
  ends: BigUint64Array
  network: (row: number) => AsNetwork | undefined
}

/** Reads `asn-ipv4-num.csv`: rows `start,end,number,name` with addresses as decimal numbers. */
export function readIpv4Systems(csv: Buffer): Ipv4Systems {
  const rows = countRows(csv)
  const starts = new Uint32Array(rows)
  const ends = new Uint32Array(rows)
  const network = readRows(csv, rows, (row, from, comma, to) => {
    starts[row] = digits(csv, from, comma)
    ends[row] = digits(csv, comma + 1, to)
  })
  return { starts, ends, network }
}

/** Reads `asn-ipv6-num.csv`, whose addresses are decimal 128-bit numbers. */
export function readIpv6Systems(csv: Buffer): Ipv6Systems {
  const rows = countRows(csv)
  const starts = new BigUint64Array(rows)
  const ends = new BigUint64Array(rows)
  const network = readRows(csv, rows, (row, from, comma, to) => {
    starts[row] = BigInt(csv.toString('latin1', from, comma)) >> 64n
    ends[row] = BigInt(csv.toString('latin1', comma + 1, to)) >> 64n
  })
  return { starts, ends, network }
}

type ReadRange = (row: number, from: number, comma: number, to: number) => void

function readRows(csv: Buffer, rows: number, readRange: ReadRange): (row: number) => AsNetwork | undefined {
  const systemOfRow = new Uint32Array(rows)
  const systems: { number: number; name: string; network: AsNetwork | undefined }[] = []
  const indexes = new Map<number, number>()
  let at = 0
  for (let row = 0; row < rows; row++) {
    const comma = csv.indexOf(44, at)
    const rangeEnd = csv.indexOf(44, comma + 1)
    const numberEnd = csv.indexOf(44, rangeEnd + 1)
    const lineEnd = csv.indexOf(10, numberEnd)
    readRange(row, at, comma, rangeEnd)
    const number = digits(csv, rangeEnd + 1, numberEnd)
    let index = indexes.get(number)
    if (index === undefined) {
      index = systems.length
      indexes.set(number, index)
      systems.push({
        number,
        name: unquote(csv.toString('utf8', numberEnd + 1, lineEnd)),
        network: undefined,
      })
    }
    systemOfRow[row] = index
    at = lineEnd + 1
  }
  // Of 84,000 names a log meets a few hundred: the rules run for those alone.
  return (row) => {
    const system = systems[systemOfRow[row] ?? -1]
    if (system === undefined) return undefined
    const { number, name } = system
    return (system.network ??= { number, name, kind: networkKind(number, name) })
  }
}

function countRows(csv: Buffer): number {
  let rows = 0
  for (let at = csv.indexOf(10); at >= 0; at = csv.indexOf(10, at + 1)) rows++
  return rows
}

function digits(csv: Buffer, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) value = value * 10 + (csv[i] ?? 48) - 48
  return value
}

function unquote(field: string): string {
  const text = field.trimEnd()
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text
}
