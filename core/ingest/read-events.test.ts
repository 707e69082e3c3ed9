import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Reject } from '../event/event.ts'
import { csvDecoder } from './decoders/csv.ts'
import { jsonDecoder } from './decoders/json.ts'
import { mergeByTime } from './merge.ts'
import { EventReader } from './read-events.ts'
import { listSources } from './sources/list-sources.ts'
import { readOriginal } from './sources/read-original.fixture.ts'
import { readSyslogTime } from './timestamps.ts'
import type { Decoder } from './decoder.ts'
import type { EventBatch, EventOptions } from './read-events.ts'

/** BSD syslog, whose lines have no year. */
const bsd: Decoder = {
  name: 'bsd',
  title: 'BSD syslog',
  sniff: (line) => (/^[A-Z][a-z]{2} [ \d]\d /.test(line) ? 0.9 : 0),
  open: (context) => (line) => {
    const time = readSyslogTime(line, 0, context)
    if (line.endsWith('crash')) throw new Error('a defect')
    return Number.isNaN(time) ? new Reject('no BSD time') : { '@timestamp': time, message: line }
  },
}
const decoders: readonly Decoder[] = [bsd, jsonDecoder(() => decoders), csvDecoder(() => decoders)]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-events-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function reader(
  name: string,
  content: string | Uint8Array,
  options: Partial<EventOptions> = {},
  written?: string,
) {
  const path = join(folder, name)
  await writeFile(path, content)
  if (written !== undefined) await utimes(path, new Date(written), new Date(written))
  const [source] = (await listSources([path])).sources
  if (source === undefined) throw new Error('not listed')
  return new EventReader(source, { decoders, ...options })
}

async function collect(batches: AsyncIterable<EventBatch>) {
  const all: EventBatch = { records: [], places: [], originals: [], bytesRead: 0 }
  for await (const batch of batches) {
    all.records.push(...batch.records)
    all.places.push(...batch.places)
    all.originals.push(...batch.originals)
    all.bytesRead += batch.bytesRead
  }
  return all
}

function times(batch: EventBatch): string[] {
  return batch.records.map((r) =>
    r instanceof Reject ? r.reason : new Date(r['@timestamp']).toISOString().slice(0, 10),
  )
}

test('events and rejects in input order with their places, and a report that adds up', async () => {
  const lines = [
    '{"ts":1767323045,"user":"ada"}',
    '',
    '{"ts":1767323047,"user":"jürgen"}',
    '{broken',
    'Jan  2 00:00:00 x',
  ]
  const content = gzipSync(lines.join('\r\n'))
  const events = await reader('mixed', content, {}, '2026-02-01')
  const { records, places, originals, bytesRead } = await collect(events)
  expect(originals).toEqual(lines.filter((line) => line !== ''))
  expect(places.map(({ line }) => line)).toEqual([1, 3, 4, 5])
  const exact = await Promise.all(places.map((p) => readOriginal(p.source, p.offset, p.length)))
  expect(exact.map(String)).toEqual(originals)
  expect(records[2]).toEqual(new Reject('this is not valid JSON'))
  expect(bytesRead).toBe(content.length)
  expect(events.report()).toEqual({
    path: events.source.path,
    compression: 'gzip',
    encoding: 'utf-8',
    bytes: Buffer.byteLength(lines.join('\r\n')),
    lines: 5,
    records: 3,
    ignored: 1,
    rejected: [
      { reason: 'this is not valid JSON', count: 1, examples: [{ line: 4, offset: 70, text: '{broken' }] },
    ],
    format: 'json',
    formatTitle: 'JSON lines (ECS or generic)',
    formatConfidence: 0.5,
    formatChosenBy: 'content',
    formats: [
      { name: 'json', title: 'JSON lines (ECS or generic)', records: 2 },
      { name: 'bsd', title: 'BSD syslog', records: 1 },
    ],
    kinds: [{ category: '', action: '', records: 3 }],
    isMappable: false,
    notes: ['1 line was read as BSD syslog'],
    first: Date.UTC(2026, 0, 2),
    last: 1767323047000,
    gaps: { count: 0, longest: [], thresholdMs: 600_000 },
    clock: { steppedBack: 1, furthestBackMs: 11_047_000, beyondWriting: 0, furthestBeyondMs: 0 },
    duplicates: { count: 0, lines: [] },
    error: undefined,
    skipped: false,
  })
  expect((await collect(events)).records).toEqual(records)
  expect(events.report().records).toBe(3)
})

describe('the year of lines that carry none', () => {
  test('is that of the last writing', async () => {
    const events = await reader('y1.log', 'Jan  2 00:00:00 x\n', {}, '2025-03-01')
    expect(times(await collect(events))).toEqual(['2025-01-02'])
    expect(events.report().notes).toEqual([
      'the times carry no zone: they were read as UTC; choose a zone (--zone) if the device wrote local time',
      'year 2025 assumed for the first line: the lines carry none and the file was last written on 2025-03-01',
    ])
  })

  test('is the chosen one', async () => {
    const events = await reader('y4.log', 'Jan  2 00:00:00 x\n', { year: 2019 }, '2025-03-01')
    expect(times(await collect(events))).toEqual(['2019-01-02'])
    expect(events.report().notes).toContain('year 2019 for the first line, as chosen: the lines carry none')
  })

  test('is the one before where the first line would lie in the future, and turns at New Year', async () => {
    const events = await reader(
      'y2.log',
      'Dec 30 00:00:00 x\nDec 31 00:00:00 x\nJan  1 00:00:00 x\n',
      {},
      '2026-01-01',
    )
    expect(times(await collect(events))).toEqual(['2025-12-30', '2025-12-31', '2026-01-01'])
  })

  test('is counted back from the last line, through all of the file', async () => {
    const lines = ['Nov 30', 'Mar  1', 'Jan  2', 'Nov  2', 'Dec 31'].flatMap((day) =>
      Array.from({ length: 300 }, () => `${day} 00:00:00 x\n`),
    )
    const events = await reader('y5.log', lines.join(''), {}, '2026-02-01')
    expect([...new Set(times(await collect(events)))]).toEqual([
      '2023-11-30',
      '2024-03-01',
      '2025-01-02',
      '2025-11-02',
      '2025-12-31',
    ])
    expect(events.report().notes).toContain(
      'year 2023 assumed for the first line: the lines carry none, their dates pass New Year 2 times, and the file was last written on 2026-02-01',
    )
  })

  test('is one that has the 29 February of the file', async () => {
    const events = await reader('y6.log', 'Feb 28 00:00:00 x\nFeb 29 00:00:00 x\n', {}, '2026-02-01')
    expect(times(await collect(events))).toEqual(['2024-02-28', '2024-02-29'])
  })

  test('is doubted where the file goes on beyond its last writing', async () => {
    const lines = 'Nov 30 00:00:00 x\nMar  1 00:00:00 x\nAug  1 00:00:00 x\n'
    const events = await reader('y3.log', lines, { year: 2025 }, '2026-01-01')
    await collect(events)
    expect(events.report().notes).toContainEqual(expect.stringContaining('the assumed year may be wrong'))
  })
})

describe('the zone of times that carry none', () => {
  const lines = 'Jan  2 10:00:00 x\nJan  2 14:00:05 y\n'

  async function read(written: string, options: Partial<EventOptions> = {}, content = lines) {
    const events = await reader('z.log', content, options, written)
    const { records } = await collect(events)
    const last = records.at(-1)
    return {
      last: last instanceof Reject || last === undefined ? '' : new Date(last['@timestamp']).toISOString(),
      note: events.report().notes.find((note) => note.includes('no zone')),
    }
  }

  test('is inferred where the file would end before its last record', async () => {
    const { last, note } = await read('2026-01-02T12:00:05Z')
    expect(last).toBe('2026-01-02T12:00:05.000Z')
    expect(note).toContain(
      'read as +02:00, because as UTC the last of them would lie 2 h after the last writing',
    )
    expect((await read('2026-01-02T08:30:06Z')).note).toContain('+05:30')
  })

  test('is doubted, not changed, where a zone to the west would fit', async () => {
    const { last, note } = await read('2026-01-02T19:00:06Z')
    expect(last).toBe('2026-01-02T14:00:05.000Z')
    expect(note).toContain('lies 5 h before the last writing of the file, which would fit -05:00')
  })

  test('is UTC where nothing tells, the chosen one where one was, and no matter where lines carry it', async () => {
    expect((await read('2026-01-02T14:00:06Z')).note).toMatch(/read as UTC; choose a zone .*local time$/)
    expect((await read('2026-03-02T14:17:30Z')).last).toBe('2026-01-02T14:00:05.000Z')
    const chosen = await read('2026-01-02T12:00:05Z', { zoneOffset: -60 })
    expect(chosen.last).toBe('2026-01-02T15:00:05.000Z')
    expect(chosen.note).toContain('read as -01:00, as chosen')
    const own = '{"time":"2026-01-02T14:00:05+02:00","user":"ada"}\n'
    expect((await read('2026-01-02T12:00:05Z', {}, own)).note).toBeUndefined()
  })
})

test('a table of unknown columns can be mapped; text cannot', async () => {
  const table = await reader('t.txt', 'Wann|Wer|Woher\n02.01.2026|ada|192.0.2.7\n03.01.2026|bob|192.0.2.8\n')
  await collect(table)
  expect(table.report()).toMatchObject({ records: 0, isMappable: true })
  const text = await reader('p.txt', 'some words\nand more of them\n')
  await collect(text)
  expect(text.report().isMappable).toBe(false)
  const json = await reader('unknown.jsonl', '{"Wann":"02.01.2026","Wer":"ada"}\n'.repeat(5))
  await collect(json)
  expect(json.report()).toMatchObject({ records: 0, isMappable: true, format: 'json' })
})

test('a CSV file; a chosen format; a format that does not exist', async () => {
  const table = await reader('t.csv', 'time,user\n1767323045,ada\n1767323046,bob\n')
  expect(times(await collect(table))).toEqual(['2026-01-02', '2026-01-02'])
  expect(table.report()).toMatchObject({ format: 'csv', formatConfidence: 1, ignored: 1, lines: 3 })
  const chosen = await reader('t.csv', 'time,user\n1767323045,ada\n', { format: 'bsd' })
  expect(times(await collect(chosen))).toEqual(['no BSD time', 'no BSD time'])
  expect(chosen.report()).toMatchObject({ format: 'bsd', formatConfidence: 1, formatChosenBy: 'analyst' })
  const wrong = await reader('t.csv', 'time,user\n1767323045,ada\n', { format: 'nix' })
  expect(times(await collect(wrong))).toEqual([])
  expect(wrong.report().error).toContain('there is no format "nix" (bsd, json, csv)')
})

test('an unknown format lists what can be chosen; only blank lines are said to be so', async () => {
  const unknown = await reader('unknown.log', 'no such format\n'.repeat(10))
  expect((await collect(unknown)).records).toEqual([])
  expect(unknown.report().error).toMatch(
    /unknown\.log is in no format .* --format \(bsd, json, csv\).* --map FILE/,
  )
  const blank = await reader('blank.log', '\n \n\n')
  await collect(blank)
  expect(blank.report().error).toContain('has only blank lines')
})

test('an overlong line and a defect of a decoder cost one record each', async () => {
  const lines = [
    'Jan  2 00:00:00 x',
    `Jan  2 00:00:00 ${'y'.repeat(5000)}`,
    'Jan  2 00:00:00 crash',
    'Jan  3 00:00:00 x',
  ]
  const events = await reader('long.log', lines.join('\n'), { maxLineBytes: 1000 }, '2026-02-01')
  const { originals, records } = await collect(events)
  expect(records.map((record) => record instanceof Reject)).toEqual([false, true, true, false])
  expect(originals[1]).toHaveLength(200)
  expect(events.report().rejected.map(({ reason, count }) => [count, reason])).toEqual([
    [1, expect.stringContaining('longer than a record can be')],
    [1, expect.stringContaining('the decoder of this format failed')],
  ])
})

test('examples of rejects are bounded, Windows-1252 is a note, a truncated gzip an error with its events kept', async () => {
  const content = Buffer.concat([
    Buffer.from('Jan  2 00:00:00 \xff\n', 'latin1'),
    Buffer.from('noise\n'.repeat(9)),
  ])
  const events = await reader('n.log', content, { format: 'bsd' }, '2026-02-01')
  await collect(events)
  const { rejected, notes } = events.report()
  expect(rejected[0]).toMatchObject({ count: 9 })
  expect(rejected[0]?.examples.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6])
  expect(notes).toContain(
    '1 line has bytes that are not UTF-8, the first is line 1; they were read as Windows-1252 (Latin-1)',
  )
  const packed = gzipSync(
    Array.from({ length: 1000 }, (_, i) => `{"ts":${1767323045 + i * 7},"user":"u${i * 31}"}\n`).join(''),
  )
  const cut = await reader('cut.gz', packed.subarray(0, packed.length - 2000))
  expect((await collect(cut)).records.length).toBeGreaterThan(500)
  expect(cut.report().error).toContain('cut short')
})

describe('mergeByTime', () => {
  const stamped = (user: string, seconds: (number | string)[]) =>
    seconds.map((s) => (typeof s === 'string' ? s : `{"ts":${s},"user":"${user}"}`)).join('\n')

  async function merged(tables: Record<string, (number | string)[]>, maxOpen?: number) {
    const readers = []
    for (const [name, seconds] of Object.entries(tables))
      readers.push(await reader(`m-${name}`, stamped(name, seconds)))
    const { records, places, bytesRead } = await collect(mergeByTime(readers, maxOpen))
    const text = records.map((record, i) => {
      const name = places[i]?.source.slice(-1)
      return record instanceof Reject ? `${name}!` : `${name}${record['@timestamp'] / 1000}`
    })
    return { text: text.join(' '), bytesRead }
  }

  test('interleaves by time and keeps the order inside a file', async () => {
    const { text, bytesRead } = await merged({ a: [1, 4, 2, '{bad', 9], b: [1, 3, 5, 5, 20], d: [8] })
    expect(text).toBe('a1 b1 b3 a4 a2 a! b5 b5 d8 a9 b20')
    expect(bytesRead).toBe(
      [stamped('a', [1, 4, 2, '{bad', 9]), stamped('b', [1, 3, 5, 5, 20]), stamped('d', [8])].join('').length,
    )
  })

  test('gives the same with few files open, where they follow each other', async () => {
    const tables = { d: [9, 10], a: [1, 2], c: [6, 8], b: [3, 7] }
    const expected = 'a1 a2 b3 c6 b7 c8 d9 d10'
    expect((await merged(tables)).text).toBe(expected)
    expect((await merged(tables, 2)).text).toBe(expected)
    expect((await merged(tables, 1)).text).toBe('a1 a2 b3 b7 c6 c8 d9 d10')
  })
})

test.each([
  ['with a line end', `${'x'.repeat(3 * 2 ** 20)}\n`, 'utf8'],
  ['without a line end', 'x'.repeat(3 * 2 ** 20), 'utf8'],
  ['in UTF-16', `\u{FEFF}${'x'.repeat(2 * 2 ** 20)}`, 'utf16le'],
] as const)(
  'a file of one overlong line %s tells it as rejected, plain and packed',
  async (_, text, encoding) => {
    const bytes = Buffer.from(text, encoding)
    for (const content of [bytes, gzipSync(bytes)]) {
      const events = await reader('one-line.log', content)
      const { records, places } = await collect(events)
      expect(records).toEqual([expect.any(Reject)])
      expect(places).toMatchObject([{ line: 1 }])
      const { rejected, ignored, error } = events.report()
      expect(rejected).toMatchObject([{ count: 1, examples: [{ line: 1 }] }])
      expect(rejected[0]?.reason).toContain('longer than a record can be')
      expect(ignored).toBe(0)
      expect(error).toContain('has only lines that are longer than a record can be')
    }
  },
)

test('what follows many overlong lines is read', async () => {
  const long = `${'x'.repeat(2 ** 20 + 1)}\n`
  const events = await reader('late.log', `${long.repeat(12)}Jan  2 00:00:00 x\n`, {}, '2026-02-01')
  expect((await collect(events)).records).toHaveLength(13)
  expect(events.report()).toMatchObject({ records: 1, lines: 13, error: undefined })
  expect(events.report().rejected).toMatchObject([{ count: 12 }])
})
