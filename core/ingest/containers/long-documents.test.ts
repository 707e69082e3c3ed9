import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Reject } from '../../event/event.ts'
import { decoders } from '../decoders/index.ts'
import { EventReader } from '../read-events.ts'
import type { LineBatch } from '../sources/line-splitter.ts'
import { EventXmlSplitter } from './event-xml.ts'
import { DocumentSplitter } from './json-documents.ts'

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sonic-documents-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const count = 6000
const filling = 'größer 東京 '.repeat(20)
const message = (n: number): string =>
  `<38>Mar  3 09:15:01 gate sshd[411]: Failed password for carol from 198.51.100.21 port ${n + 1} ssh2`
const hits = Array.from({ length: count }, (_, n) => ({
  _source: { '@timestamp': '2024-03-03T09:15:01Z', filling, message: message(n) },
}))
const xml = (n: number): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>4625</EventID><TimeCreated SystemTime='2024-03-03T09:15:01Z'/><Channel>Security</Channel><Computer>DC1</Computer></System><EventData><Data Name='TargetUserName'>carol</Data><Data Name='IpAddress'>198.51.100.21</Data><Data Name='IpPort'>${n + 1}</Data><Data Name='WorkstationName'>${filling}</Data></EventData></Event>`

test.each([
  ['an answer to a search', JSON.stringify({ took: 3, hits: { total: count, hits } })],
  ['an array', JSON.stringify(hits)],
  ['events of Windows', `<Events>${hits.map((_, n) => xml(n)).join('')}</Events>`],
])('%s on one line longer than a record can be', async (_, text) => {
  expect(Buffer.byteLength(text)).toBeGreaterThan(2 ** 20)
  const path = join(folder, 'export')
  writeFileSync(path, text)
  const bytes = readFileSync(path)
  const reader = new EventReader({ path, size: bytes.length, modified: Date.UTC(2024, 2, 4) }, { decoders })
  let read = 0
  for await (const { records, places, originals } of reader)
    for (const [i, record] of records.entries()) {
      expect(record).not.toBeInstanceOf(Reject)
      expect(record).toMatchObject({ 'user.name': 'carol', 'source.port': read + 1 })
      const { offset, length, line } = places[i] ?? { offset: 0, length: 0, line: 0 }
      expect(line).toBe(1)
      const original = bytes.subarray(offset, offset + length).toString()
      expect(originals[i]).toBe(original)
      read += 1
    }
  expect(read).toBe(count)
  expect(reader.report()).toMatchObject({ error: undefined, lines: 1 })
})

/** Lines, and pieces of lines, as they come out of a file. */
function batchOf(text: string, cuts: readonly number[]): LineBatch {
  const batch: LineBatch & { numbers: number[]; cut: Set<number> } = {
    texts: [],
    offsets: [],
    lengths: [],
    numbers: [],
    firstLine: 1,
    overlong: [],
    cut: new Set(),
  }
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b)
  let from = 0
  for (const end of [...ends, text.length]) {
    if (end < text.length) batch.cut.add(batch.texts.length)
    batch.texts.push(text.slice(from, end))
    batch.offsets.push(Buffer.byteLength(text.slice(0, from)))
    batch.lengths.push(Buffer.byteLength(text.slice(from, end)))
    batch.numbers.push(1)
    from = end
  }
  return batch
}

const word = fc.string({ unit: fc.constantFrom('a', 'ö', '東', '"', '{', '}', ',', '\\', '<') })

test('where a line is cut changes nothing: JSON', () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(word, word)), fc.array(fc.nat()), (records, cuts) => {
      const text = JSON.stringify(records)
      const { texts, offsets, lengths } = new DocumentSplitter().push(batchOf(text, cuts))
      expect(texts.map((one): unknown => JSON.parse(one))).toEqual(JSON.parse(text))
      const bytes = Buffer.from(text)
      for (const [i, one] of texts.entries()) {
        const [offset = 0, length = 0] = [offsets[i], lengths[i]]
        expect(bytes.subarray(offset, offset + length).toString()).toBe(one)
      }
    }),
  )
})

test('where a line is cut changes nothing: XML', () => {
  fc.assert(
    fc.property(fc.array(word), fc.array(fc.nat()), (words, cuts) => {
      const events = words.map((one) => `<Event a='${one.replaceAll('<', '')}'>ö</Event>`)
      const text = `<Events>${events.join(' ')}</Events>`
      const { texts } = new EventXmlSplitter().push(batchOf(text, cuts))
      expect(texts).toEqual(events)
    }),
  )
})
