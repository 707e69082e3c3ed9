import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { loadMapping, parseMapping } from './mapping.ts'
import { mappedJson } from './decoders/json-mapped.ts'
import { compileTimeFormat } from './time-format.ts'

const columns = { When: '@timestamp' }

test.each([
  [
    { columns: { ...columns, Who: 'user.nam' } },
    'column "Who" is mapped to "user.nam", which is no field; did you mean "user.name"?',
  ],
  [{ columns: { ...columns, Who: 'Source IP' } }, 'did you mean "source.ip"?'],
  [{ columns: { Who: 'user.name' } }, 'no column is mapped to @timestamp'],
  [
    { columns, constants: { 'source.port': 'many' } },
    'the constant of source.port, "many", is no value of that field',
  ],
  [{ columns, time: { zone: 'Berlin' } }, 'time.zone is "Berlin"; write it like "+02:00"'],
  [{ columns, time: { format: 'HH:mm' } }, 'the time format "HH:mm" has no year'],
  [{ columns, colums: {} }, 'colums'],
  [{ columns: { When: 3 } }, 'columns.When'],
  ['text', 'the file'],
])('%j', (mapping, message) => {
  expect(() => parseMapping(mapping)).toThrow(message)
})

test('a file that is missing or broken is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sonic-map-'))
  const path = join(folder, 'map.json')
  await expect(loadMapping(path)).rejects.toThrow(`${path} does not exist`)
  await writeFile(path, '{')
  await expect(loadMapping(path)).rejects.toThrow(`${path} is no mapping: it is not valid JSON`)
  await writeFile(path, JSON.stringify({ columns }))
  expect(await loadMapping(path)).toEqual({ columns })
  await rm(folder, { recursive: true })
})

test('JSON is mapped by its dotted keys', () => {
  const mapping = parseMapping({ columns: { 'meta.at': '@timestamp', 'who.login': 'user.name' } })
  const read = mappedJson(mapping).open({ zoneOffset: 0, year: 2026 })
  expect(read('{"meta":{"at":1767323045},"who":{"login":"ada"},"time":"x"}')).toEqual({
    '@timestamp': 1767323045000,
    'user.name': 'ada',
  })
})

test.each([
  ['yyyy-MM-dd HH:mm:ss.SSS', '2026-01-02 03:04:05.5', Date.UTC(2026, 0, 2, 3, 4, 5, 500)],
  ['dd/MMM/yyyy:HH:mm:ss Z', '02/Jan/2026:03:04:05 +0100', Date.UTC(2026, 0, 2, 2, 4, 5)],
  ['M/d/yyyy h:mm:ss a', '1/2/2026 12:04:05 AM', Date.UTC(2026, 0, 2, 0, 4, 5)],
  ['M/d/yyyy h:mm:ss a', '1/2/2026 12:04:05 pm', Date.UTC(2026, 0, 2, 12, 4, 5)],
  ['yyyyMMdd', '20260102', Date.UTC(2026, 0, 2)],
  ['(dd.MM.yyyy)', '(02.01.2026)', Date.UTC(2026, 0, 2)],
  ['dd.MM.yyyy', '02.13.2026', Number.NaN],
  ['dd.MM.yyyy', '02x01x2026', Number.NaN],
])('time format %s reads %s', (format, text, time) => {
  expect(compileTimeFormat(format)(text, 0)).toBe(time)
})

test('a time without zone is of the zone given', () => {
  expect(compileTimeFormat('yyyy-MM-dd HH:mm')('2026-01-02 03:04', -300)).toBe(Date.UTC(2026, 0, 2, 8, 4))
})
