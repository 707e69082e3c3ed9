import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { samplesFolder } from './samples.ts'

/** Flows as numbers, with the kind of attack of each ('' for a normal one). */
export interface FlowTable {
  title: string
  width: number
  /** Row-major; NaN is missing. */
  rows: Float32Array
  attacks: string[]
}

const nslAttacks: Record<string, readonly string[]> = {
  DoS: ['back', 'land', 'neptune', 'pod', 'smurf', 'teardrop'],
  Probe: ['ipsweep', 'nmap', 'portsweep', 'satan'],
  R2L: ['ftp_write', 'guess_passwd', 'imap', 'multihop', 'phf', 'spy', 'warezclient', 'warezmaster'],
  U2R: ['buffer_overflow', 'loadmodule', 'rootkit', 'perl'],
}

/** NSL-KDD's training part of 20 %: 38 numbers, and protocol, service and flag as one column a value. */
export function readNslKdd(): FlowTable {
  const text = readFileSync(join(samplesFolder('nsl-kdd'), 'KDDTrain+_20Percent.txt'), 'utf8')
  const lines = cellsOf(text)
  const categories = [1, 2, 3].flatMap((column) =>
    [...new Set(lines.map((cells) => cells[column] ?? ''))].sort().map((value) => ({ column, value })),
  )
  const numbers = Array.from({ length: 41 }, (_, column) => column).filter(
    (column) => column < 1 || column > 3,
  )
  const rows = lines.map((cells) => [
    ...numbers.map((column) => logarithm(Number(cells[column]))),
    ...categories.map(({ column, value }) => (cells[column] === value ? 1 : 0)),
  ])
  const attacks = lines.map((cells) => {
    const name = cells[41] ?? ''
    if (name === 'normal') return ''
    return Object.entries(nslAttacks).find(([, names]) => names.includes(name))?.[0] ?? name
  })
  return tableOf('NSL-KDD, KDDTrain+ 20 %', rows, attacks)
}

/** Columns that name a flow instead of describing it, and the truth. */
const cicIdentity = new Set([
  'id',
  'Flow ID',
  'Src IP',
  'Src Port',
  'Dst IP',
  'Timestamp',
  'Label',
  'Attempted Category',
])

/** The sample of the corrected CICIDS2017 flows; infinite rates count as missing. */
export function readCicids(): FlowTable {
  const folder = samplesFolder('cicids2017')
  const head = (cellsOf(readFileSync(join(folder, 'data_header_reference.csv'), 'utf8'))[0] ?? []).map(
    (name) => name.trim(),
  )
  const used = head.flatMap((name, column) => (cicIdentity.has(name) ? [] : column))
  const label = head.indexOf('Label')
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.csv') && name !== 'data_header_reference.csv')
    .sort()
    .flatMap((name) => cellsOf(readFileSync(join(folder, name), 'utf8')))
    .filter((cells) => cells.length === head.length && cells[0] !== 'id')
  const rows = lines.map((cells) =>
    used.map((column) => {
      const value = Number(cells[column])
      return Number.isFinite(value) ? logarithm(value) : Number.NaN
    }),
  )
  const attacks = lines.map((cells) => (cells[label] === 'BENIGN' ? '' : (cells[label] ?? '')))
  return tableOf('CICIDS2017, corrected, sampled', rows, attacks)
}

/** Bytes, times and counts span decades: as in the product's own catalogue they are told in logarithms. */
function logarithm(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value))
}

function cellsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trimEnd().split(','))
}

function tableOf(title: string, rows: number[][], attacks: string[]): FlowTable {
  return { title, width: rows[0]?.length ?? 0, rows: Float32Array.from(rows.flat()), attacks }
}
