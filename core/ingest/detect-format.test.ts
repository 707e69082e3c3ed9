import { expect, test } from 'vitest'
import { Reject } from '../event/event.ts'
import { csvDecoder } from './decoders/csv.ts'
import { detectFormat, openMixed } from './detect-format.ts'
import type { Decoder } from './decoder.ts'

function prefixed(name: string): Decoder {
  return {
    name,
    title: name,
    sniff: (line) => (line.startsWith(name) ? 0.9 : 0),
    open: () => (line) =>
      line.startsWith(`${name} ok`) ? { '@timestamp': 1, message: line } : new Reject(`no ${name}`),
  }
}
const a = prefixed('a')
const b = prefixed('b')
const csv = csvDecoder(() => [])
const all = [a, b, csv]

test('the majority wins and says how sure it is; the rest is named', () => {
  expect(detectFormat(['a ok', 'b ok', 'a bad', 'noise'], all)).toEqual({
    decoder: a,
    confidence: 0.5,
    runnerUp: { decoder: b, share: 0.25 },
  })
  expect(detectFormat(['b ok'], all)).toEqual({ decoder: b, confidence: 1 })
  expect(detectFormat(['time,user', '1,ada', '2,bob', 'a ok'], all)).toEqual({
    decoder: csv,
    confidence: 0.75,
  })
})

test('nothing recognised, or by accident only, is no format', () => {
  expect(detectFormat([], all)).toBeUndefined()
  expect(detectFormat(['noise'], all)).toBeUndefined()
  expect(detectFormat(['a ok', ...Array<string>(30).fill('noise')], all)).toBeUndefined()
})

test('a line the main format rejects is read by one that is sure of it', () => {
  const others: string[] = []
  const read = openMixed(a, all, { zoneOffset: 0, year: 2026 }, ({ name }) => others.push(name))
  expect(['a ok 1', 'b ok 2', 'b bad', 'noise', 'time,user'].map(read)).toEqual([
    { '@timestamp': 1, message: 'a ok 1' },
    { '@timestamp': 1, message: 'b ok 2' },
    new Reject('no a'),
    new Reject('no a'),
    new Reject('no a'),
  ])
  expect(others).toEqual(['b'])
})
