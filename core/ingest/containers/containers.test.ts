import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { Event, Reject } from '../../event/event.ts'
import { decoders } from '../decoders/index.ts'
import { detectFormat } from '../detect-format.ts'
import { EventReader } from '../read-events.ts'
import { listSources } from '../sources/list-sources.ts'
import { chooseContainer } from './choose-container.ts'
import { DocumentSplitter } from './json-documents.ts'

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sonic-containers-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const sshd = (n: number): string =>
  `Mar  3 09:15:0${n} gate sshd[411]: Failed password for carol from 198.51.100.2${n} port 5022 ssh2`
const asa = (n: number): string =>
  `<166>Mar 03 2024 11:15:0${n} fw2 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = carol : user IP = 198.51.100.2${n}`
const utc = (n: number): string => `2024-03-03T09:15:0${n}.000Z`

async function read(text: string) {
  const path = join(folder, 'export.txt')
  writeFileSync(path, text)
  const [source] = (await listSources([path])).sources
  if (!source) throw new Error('the file is not there')
  const reader = new EventReader(source, { decoders })
  const records: (Event | Reject)[] = []
  const places: { line: number; offset: number; length: number }[] = []
  for await (const batch of reader) {
    records.push(...batch.records)
    places.push(...batch.places)
  }
  return { records, places, report: reader.report(), text }
}

const rows = [1, 2, 3]
const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`
const wrapped: [string, (line: (n: number) => string) => string[]][] = [
  ['a time before each line', (line) => rows.map((n) => `${utc(n)} ${line(n)}`)],
  ['a container log', (line) => rows.map((n) => `2024-03-03T09:15:0${n}.000000000Z stdout F ${line(n)}`)],
  [
    'a Docker log',
    (line) => rows.map((n) => JSON.stringify({ log: `${line(n)}\n`, stream: 'stdout', time: utc(n) })),
  ],
  [
    'Splunk',
    (line) => rows.map((n) => JSON.stringify({ preview: false, result: { _raw: line(n), _time: utc(n) } })),
  ],
  [
    'documents',
    (line) =>
      rows.map((n) => JSON.stringify({ _index: 'x', _source: { '@timestamp': utc(n), message: line(n) } })),
  ],
  ['a table', (line) => ['id,_time,_raw', ...rows.map((n) => `${n},${utc(n)},${csvCell(line(n))}`)]],
  [
    'a table of epochs',
    (line) => ['Time,Line', ...rows.map((n) => `${Date.parse(utc(n))},${csvCell(line(n))}`)],
  ],
  [
    'an answer to a search',
    (line) => [
      JSON.stringify(
        {
          took: 3,
          hits: {
            total: 3,
            hits: rows.map((n) => ({ _id: n, _source: { '@timestamp': utc(n), message: line(n) } })),
          },
        },
        null,
        2,
      ),
    ],
  ],
  ['an array', (line) => [JSON.stringify(rows.map((n) => ({ '@timestamp': utc(n), message: line(n) })))]],
  [
    'documents over several lines',
    (line) =>
      rows.map((n) =>
        JSON.stringify(
          { __REALTIME_TIMESTAMP: String(Date.parse(utc(n)) * 1000), MESSAGE: line(n) },
          null,
          '\t',
        ),
      ),
  ],
  [
    'two layers',
    (line) =>
      rows.map((n) =>
        JSON.stringify({ log: `${JSON.stringify({ time: utc(n), message: line(n) })}\n`, time: utc(n) }),
      ),
  ],
]

describe.each(wrapped)('%s', (_, wrap) => {
  it.each([
    ['a line that has no year', sshd],
    ['a line of a local clock', asa],
  ])('gives %s its time', async (__, line) => {
    const { records, report, places, text } = await read(`${wrap(line).join('\n')}\n`)
    expect(report.rejected).toEqual([])
    expect(records).toMatchObject(
      rows.map((n) => ({
        '@timestamp': Date.parse(utc(n)),
        'user.name': 'carol',
        'event.outcome': 'failure',
      })),
    )
    const starts = places.map(({ line: at }) => at)
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    for (const { offset, length } of places) expect(text.slice(offset, offset + length)).toContain('carol')
  })
})

test.each([
  ['what grep found', rows.map((n) => `/var/log/auth.log:${n}7:${sshd(n)}`)],
  ['a facility', rows.map((n) => sshd(n).replace('gate ', 'gate auth.info '))],
  ['Kiwi', rows.map((n) => `2024-03-03 10:15:0${n}\tAuth.Info\t192.0.2.1\t${sshd(n)}`)],
  ['the host twice', rows.map((n) => sshd(n).replace('gate ', 'gate gate[-]:  '))],
  ['another language', rows.map((n) => sshd(n).replace('Mar', 'März'))],
  ['the journal', rows.map((n) => sshd(n).replace('Mar  3', 'Sun 2024-03-03').replace(' gate', ' CET gate'))],
])('%s in the header', async (_, lines) => {
  const { records } = await read(lines.join('\n'))
  expect(records).toMatchObject(rows.map((n) => ({ 'user.name': 'carol', 'source.ip': `198.51.100.2${n}` })))
})

test('a line without a time of its own has that of its envelope', async () => {
  const message =
    '%ASA-6-113005: AAA user authentication Rejected : reason = x : server = 10.1.1.5 : user = carol : user IP = 198.51.100.7'
  const table = ['TimeGenerated [UTC],Message,Computer', `"3/3/2024, 9:15:01.250 PM",${message},fw2`]
  const { records } = await read(table.join('\n'))
  expect(records).toMatchObject([
    {
      '@timestamp': Date.parse('2024-03-03T21:15:01.250Z'),
      'user.name': 'carol',
      'observer.hostname': 'fw2',
    },
  ])
})

test('a line that was collected late keeps its own time', async () => {
  const late = [...rows, 4].map((n) => `${n === 4 ? '2024-03-03T09:22:00.000Z' : utc(n)} ${sshd(n)}`)
  const { records } = await read(late.join('\n'))
  expect(records[3]).toMatchObject({ '@timestamp': Date.parse(utc(4)) })
})

test('lines that need no unwrapping are left as they are', () => {
  for (const lines of [
    rows.map(sshd),
    rows.map(asa),
    rows.map((n) => `${utc(n)} gate sshd[411]: Accepted password for carol from 198.51.100.2 port 1 ssh2`),
  ])
    expect(chooseContainer(lines, decoders, detectFormat(lines, decoders)?.decoder)).toBeUndefined()
})

test('repeats are as many acts, each with the place of its line', async () => {
  const lines = [
    sshd(1),
    'Mar  3 09:15:05 gate sshd[411]: message repeated 3 times: [ Failed password for carol from 198.51.100.21 port 5022 ssh2]',
    'Mar  3 09:15:09 gate last message repeated 2 times',
  ]
  const { records, places } = await read(lines.join('\n'))
  expect(records.map((record) => ('user.name' in record ? record['user.name'] : ''))).toEqual(
    Array(6).fill('carol'),
  )
  expect(places.map(({ line }) => line)).toEqual([1, 2, 2, 2, 3, 3])
  expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(6)
})

test('forged repeats do not fill the memory, and are told', async () => {
  const forged =
    'Mar  3 09:15:05 gate sshd[411]: message repeated 999999999 times: [ Failed password for carol from 198.51.100.21 port 5022 ssh2]'
  const { records, report } = await read(Array.from({ length: 200 }, () => forged).join('\n'))
  expect(records.length).toBeGreaterThan(9_000)
  expect(records.length).toBeLessThan(15_000)
  expect(report.notes.join()).toContain('repeats that lines tell of were not counted')
})

describe('DocumentSplitter', () => {
  const split = (text: string): string[] => {
    const texts = text.split('\n')
    const splitter = new DocumentSplitter()
    const offsets = texts.map(() => 0)
    return splitter.push({ texts, offsets, lengths: offsets, firstLine: 1, overlong: [] }).texts
  }

  it('finds the records of any array, however it is laid out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        fc.constantFrom(0, 2),
        (records, indent) => {
          const found = split(JSON.stringify(records, null, indent)).map((text): unknown => JSON.parse(text))
          expect(found).toEqual(JSON.parse(JSON.stringify(records)))
        },
      ),
    )
  })

  it('lives through anything', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', '\n', ' ') }),
        (text) => void split(text),
      ),
    )
  })
})
