import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Reject } from '../../event/event.ts'
import { parseMapping } from '../mapping.ts'
import { csvDecoder, mappedCsv } from './csv.ts'
import { splitCells } from './csv-split.ts'
import type { Decoder } from '../decoder.ts'

const vendor: Decoder = {
  name: 'acme',
  title: 'Acme',
  sniff: (line) => (line.includes('ACME ') ? 0.9 : 0),
  open: () => (line) =>
    line.startsWith('ACME')
      ? new Reject('no time')
      : { '@timestamp': Date.parse(line.slice(0, 24)), 'user.name': 'eve' },
}
const csv = csvDecoder(() => [csv, vendor])

function decode(lines: readonly string[], decoder: Decoder = csv) {
  const read = decoder.open({ zoneOffset: 0, year: 2026 })
  return lines.map((line) => read(line))
}

test.each([',', ';', '\t', '|'])('a table with delimiter %j', (delimiter) => {
  const rows = [
    ['Time', 'User Name', 'Source IP', 'Unknown', 'Action', 'Result'],
    ['2026-01-02T03:04:05Z', 'ada', '192.0.2.1', 'x', 'login', 'denied'],
    ['1767323045', 'bob', '', '-', 'logout', ''],
  ].map((cells) => cells.join(delimiter))
  expect(csv.sniffSample?.(rows)).toBe(1)
  expect(decode(rows)).toEqual([
    undefined,
    {
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5),
      'user.name': 'ada',
      'source.ip': '192.0.2.1',
      'event.action': 'login',
      'event.outcome': 'failure',
      'event.category': ['authentication'],
      'event.type': ['start'],
      'vpn.step': 'attempt',
    },
    {
      '@timestamp': 1767323045000,
      'user.name': 'bob',
      'event.action': 'logout',
      'event.category': ['session'],
      'event.type': ['end'],
      'vpn.step': 'end',
    },
  ])
})

test('comments, blank lines and a repeated header are no records; malformed rows say why', () => {
  expect(decode(['# export', 'time,user', '', 'time,user', '1,a,b', '1,"a', 'x,a'])).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    new Reject('the number of values is not that of the 2 columns in the header'),
    new Reject('a quoted value does not end on its line: values with line breaks are not supported'),
    new Reject('the time of this record is not in a known form'),
  ])
})

test('the line of a vendor in a message column is read by its decoder, with the time of the row where it has none', () => {
  const rows = [
    '_time,_raw',
    '2026-01-02T03:04:05Z,"ACME a, b"',
    '1,2025-01-02T03:04:05.000Z ACME x',
    '1767323045,other',
  ]
  expect(csv.sniffSample?.(rows)).toBe(1)
  expect(decode(rows)).toEqual([
    undefined,
    { '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5), 'user.name': 'eve' },
    { '@timestamp': Date.UTC(2025, 0, 2, 3, 4, 5), 'user.name': 'eve' },
    { '@timestamp': 1767323045000, message: 'other' },
  ])
})

test('only a table with a time and another known column is taken for one', () => {
  expect(csv.sniffSample?.(['user,src', 'a,b'])).toBe(0)
  expect(csv.sniffSample?.(['a plain line', 'and another'])).toBe(0)
  expect(csv.sniffSample?.(['time,user', '1,a', '1', '1,b'])).toBe(0.75)
  expect(decode(['no header', '1,2'])).toEqual(Array(2).fill(expect.any(Reject)))
})

test('quoted cells hold delimiters and quotes; what is split again is what was joined', () => {
  expect(splitCells('a,"b,""c""",', ',')).toEqual(['a', 'b,"c"', ''])
  expect(splitCells('"a"x,b', ',')).toEqual(['ax', 'b'])
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 20 }), (cells) => {
      const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')
      expect(splitCells(line, ';')).toEqual(cells)
    }),
  )
  fc.assert(fc.property(fc.string(), (line) => void decode(['time,user', line, line])))
})

test('an explicit mapping with constants, a time format and a zone', () => {
  const mapping = parseMapping({
    columns: {
      'Logged in': '@timestamp',
      Who: 'user.name',
      'What happened': 'event.action',
      From: 'source.ip',
    },
    constants: { 'observer.vendor': 'Acme', 'event.category': 'session', 'source.ip': '192.0.2.9' },
    time: { format: 'd.M.yyyy HH:mm:ss', zone: '+02:00' },
  })
  const [header, event, bad] = decode(
    ['From;Who;What happened;Logged in', ';ada;up;2.1.2026 03:04:05', ';ada;up;2026-01-02'],
    mappedCsv(mapping),
  )
  expect(header).toBeUndefined()
  expect(event).toEqual({
    '@timestamp': Date.UTC(2026, 0, 2, 1, 4, 5),
    'user.name': 'ada',
    'event.action': 'up',
    'event.outcome': 'success',
    'observer.vendor': 'Acme',
    'event.category': ['session'],
    'source.ip': '192.0.2.9',
    'vpn.step': 'update',
  })
  expect(bad).toEqual(new Reject('the time of this record is not in a known form'))
})

test('a column of the mapping that the header lacks is named', () => {
  const mapping = parseMapping({ columns: { When: '@timestamp', Who: 'user.name' } })
  expect(decode(['When,User', '1,ada'], mappedCsv(mapping))[1]).toEqual(
    new Reject('the mapping names the column "Who", which is not in the header (When, User)'),
  )
})

test.each([
  ['Date,Time,User,Source IP,Result', '3/13/2024,9:15:01 PM,carol,198.51.100.21,Failure'],
  ['Datum;Uhrzeit;Benutzer;Quell-IP;Ergebnis', '13.03.2024;21:15:01;carol;198.51.100.21;fehlgeschlagen'],
  ['Date;Heure;Utilisateur;Adresse IP;Résultat', '13/03/2024;21:15:01;carol;198.51.100.21;Échec'],
  ['Timestamp,Username,Client IP,Outcome', '"Mar 13, 2024 9:15:01 PM",carol,198.51.100.21,failed'],
])('a table with the head %s', (head, row) => {
  const read = csvDecoder(() => []).open({ zoneOffset: 0, year: 2020 })
  read(head)
  expect(read(row)).toMatchObject({
    '@timestamp': Date.UTC(2024, 2, 13, 21, 15, 1),
    'user.name': 'carol',
    'source.ip': '198.51.100.21',
    'event.outcome': 'failure',
  })
})
