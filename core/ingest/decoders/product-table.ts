import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import { delimiters, splitCells } from './csv-split.ts'
import { readEntra } from './sign-ins/entra.ts'
import { factsIn } from './sign-ins/facts.ts'
import type { Facts } from './sign-ins/facts.ts'
import { readGoogle } from './sign-ins/google.ts'
import { readDuoRow } from './sign-ins/duo.ts'
import { readOkta } from './sign-ins/okta.ts'
import { openRows } from './table-rows.ts'

type Read = (facts: Facts, context: DecodeContext) => Event | Reject

const none: ReadonlyMap<string, unknown> = new Map()

/** Exports known by their columns, in lower-case letters and digits: all of a row must be there. */
const products: readonly (readonly [columns: string, read: Read])[] = [
  ['dateutc ipaddress username signinerrorcode', readEntra],
  ['dateutc ipaddress username status application', readEntra],
  ['timegenerated userprincipalname resulttype', readEntra],
  ['timegeneratedutc userprincipalname resulttype', readEntra],
  ['createddatetime userprincipalname ipaddress', readEntra],
  ['published eventtype actoralternateid', readOkta],
  ['timestamp eventtype actoralternateid outcomeresult', readOkta],
  ['eventname date ipaddress actor', (facts, context) => readGoogle(none, facts, context)],
  ['timestamputc user integration factor result', readDuoRow],
  ['timestamp user application secondfactor result', readDuoRow],
  ['timestamp user integration factor result', readDuoRow],
]

interface Header {
  names: readonly string[]
  delimiter: string
  read: Read
}

/** CSV of services whose records are JSON elsewhere. */
export const productTable: Decoder = {
  name: 'sign-ins-csv',
  title: 'Cloud sign-ins (CSV of Entra ID, Okta, Google Workspace, Duo)',
  sniff: (line) => (readHeader(line) === undefined ? 0 : 0.9),
  sniffSample: (lines) => (readHeader(lines[0] ?? '') === undefined ? 0 : 1),
  open,
}

function readHeader(line: string): Header | undefined {
  if (line.length > 20_000 || line.charCodeAt(0) === 123) return undefined
  for (const delimiter of delimiters) {
    const names = splitCells(line.replace(/^\uFEFF/, ''), delimiter)
    if (names === undefined || names.length < 4) continue
    const plain = new Set(names.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, '')))
    const found = products.find(([columns]) => columns.split(' ').every((column) => plain.has(column)))
    if (found !== undefined) return { names, delimiter, read: found[1] }
  }
  return undefined
}

function open(context: DecodeContext): DecodeLine {
  const rows = openRows()
  let header: Header | undefined
  return (line) => {
    if (header === undefined) {
      if (line.trim() === '') return undefined
      header = readHeader(line)
      return header === undefined
        ? new Reject('the first line names no columns of a known export')
        : undefined
    }
    const cells = rows(line, header.delimiter)
    if (cells === undefined || cells instanceof Reject) return cells
    const { names, read } = header
    return read(factsIn(new Map(names.map((name, i) => [name, cells[i]])), true), context)
  }
}
