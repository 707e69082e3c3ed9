import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decoders } from '../decoders/index.ts'
import { EventReader } from '../read-events.ts'
import { absoluteTime } from './absolute-time.ts'

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sonic-rows-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const event = (second: number): string =>
  [
    `03/03/2024 09:15:0${second} AM`,
    'LogName=Security',
    'EventCode=4625',
    'ComputerName=DC1.corp.example',
    'SourceName=Microsoft Windows security auditing.',
    'Keywords=Audit Failure',
    'Message=An account failed to log on.',
    '',
    'Logon Type:\t\t\t3',
    '',
    'Account For Which Logon Failed:',
    '\tAccount Name:\t\tcarol',
    '\tAccount Domain:\t\tCORP',
    '',
    'Network Information:',
    '\tSource Network Address:\t198.51.100.21',
    '\tSource Port:\t\t51000',
  ].join('\n')

const table = (delimiter: string): string =>
  [
    ['"_serial"', '"_time"', '"host"', '"_raw"'].join(delimiter),
    ...[1, 2, 3].map((n) =>
      [`"${n}"`, `"2024-03-03T09:15:0${n}.000+0100"`, '"DC1"', `"${event(n)}\n"`].join(delimiter),
    ),
  ].join('\r\n')

test.each([
  ['text of the forwarder', [1, 2, 3].map(event).join('\n'), 9],
  ['a table of it', table(','), 8],
  ['a table with semicolons', `\u{FEFF}${table(';')}`, 8],
])('events that go over several lines: %s', async (_, text, hour) => {
  const path = join(folder, 'events')
  writeFileSync(path, text)
  const bytes = readFileSync(path)
  const reader = new EventReader({ path, size: 1, modified: Date.UTC(2024, 2, 4) }, { decoders })
  let read = 0
  for await (const { records, places } of reader)
    for (const [i, record] of records.entries()) {
      read += 1
      expect(record).toMatchObject({
        '@timestamp': Date.UTC(2024, 2, 3, hour, 15, read),
        'event.code': '4625',
        'user.name': 'carol',
        'source.ip': '198.51.100.21',
      })
      const { offset, length } = places[i] ?? { offset: 0, length: 0 }
      const original = bytes.subarray(offset, offset + length).toString()
      expect(original).toContain(`09:15:0${read} AM`)
      expect(original).toContain('51000')
    }
  expect(read).toBe(3)
})

test('a quote that does not end costs some rows and not the table', async () => {
  const path = join(folder, 'stray')
  const row = (n: number) =>
    `2024-03-03T09:15:01Z,Mar  3 09:15:01 gate sshd[4]: Failed password for carol from 198.51.100.21 port ${n + 1} ssh2`
  const rows = Array.from({ length: 1000 }, (_, n) => (n === 500 ? '2024-03-03T09:15:01Z,"stray' : row(n)))
  writeFileSync(path, ['_time,_raw', ...rows].join('\n'))
  const reader = new EventReader({ path, size: 1, modified: Date.UTC(2024, 2, 4) }, { decoders })
  let read = 0
  for await (const { records } of reader) read += records.length
  expect(read).toBeGreaterThan(650)
})

test.each([
  ['2024-03-03T09:15:01Z', 0],
  ['2024-03-03T10:15:01.000+0100', 0],
  ['2024-03-03 10:15:01.000 CET', 0],
  ['2024-03-03 04:15:01 EST', 0],
  ['1709457301', 0],
  [1709457301000, 0],
  ['2024-03-03 09:15:01', undefined],
  ['2024-03-03 09:15:01 XYZ', undefined],
  ['word', undefined],
])('%s tells a moment', (text, shift) => {
  expect(absoluteTime(text)).toBe(shift === undefined ? Number.NaN : Date.UTC(2024, 2, 3, 9, 15, 1))
})

test('a cell of any table may go over several lines', async () => {
  const path = join(folder, 'cells')
  const row = (n: number) =>
    `2024-03-03T09:15:0${n}Z,carol,198.51.100.2${n},failed,"first line\nsecond, line"`
  writeFileSync(path, ['Timestamp,Username,Client IP,Outcome,Description', row(1), row(2)].join('\n'))
  const reader = new EventReader({ path, size: 1, modified: Date.UTC(2024, 2, 4) }, { decoders })
  const events = []
  for await (const { records } of reader) events.push(...records)
  expect(events).toMatchObject([
    { 'user.name': 'carol', 'source.ip': '198.51.100.21', message: 'first line\nsecond, line' },
    { 'user.name': 'carol', 'source.ip': '198.51.100.22' },
  ])
})
