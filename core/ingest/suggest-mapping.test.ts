import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { previewMapping } from './preview-mapping.ts'
import { sampleTable, suggestMapping } from './suggest-mapping.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-suggest-'))
})
afterAll(() => rm(folder, { recursive: true }))

function suggestFor(lines: readonly string[]) {
  const table = sampleTable(lines)
  return table && suggestMapping(table)
}

describe('a mapping to start from', () => {
  test.each([
    [
      'names and the form of the time',
      [
        'Wann;User;Client IP;Note',
        '31.01.2026 10:00:00;ada;192.0.2.7;x',
        '01.02.2026 11:00:00;bob;192.0.2.8;y',
      ],
      {
        columns: { Wann: '@timestamp', User: 'user.name', 'Client IP': 'source.ip' },
        time: { format: 'dd.MM.yyyy HH:mm:ss' },
        delimiter: ';',
      },
    ],
    [
      'values alone, where there is no header',
      ['2026-01-02T03:04:05Z|ada|192.0.2.7|10.8.0.2', '2026-01-02T03:04:06Z|bob|192.0.2.8|10.8.0.3'],
      {
        columns: { 1: '@timestamp', 3: 'source.ip', 4: 'destination.ip' },
        delimiter: '|',
        header: false,
      },
    ],
    [
      'month first where only that reads every value',
      ['a,b,when', 'x,1,01/31/2026 10:00:00', 'y,2,02/01/2026 10:00:00'],
      { columns: { when: '@timestamp' }, time: { format: 'MM/dd/yyyy HH:mm:ss' }, delimiter: ',' },
    ],
    [
      'dotted keys of JSON',
      ['{"wann":"31.01.2026 10:00:00","wer":{"user":"ada"},"srcip":"192.0.2.7"}'],
      {
        columns: { wann: '@timestamp', srcip: 'source.ip' },
        time: { format: 'dd.MM.yyyy HH:mm:ss' },
      },
    ],
  ])('%s', (_name, lines, mapping) => {
    expect(suggestFor(lines)).toEqual(mapping)
  })

  test('text is no table', () => {
    expect(sampleTable(['some words, and more', 'other words'])).toBeUndefined()
    expect(sampleTable(['', '# comment'])).toBeUndefined()
  })

  test('any lines', () => {
    fc.assert(fc.property(fc.array(fc.string()), (lines) => void suggestFor(lines)))
    const row = fc
      .array(fc.string({ maxLength: 20 }), { minLength: 3, maxLength: 5 })
      .map((cells) => cells.join(';'))
    fc.assert(fc.property(fc.array(row, { minLength: 1 }), (lines) => void suggestFor(lines)))
  })
})

describe('previewMapping', () => {
  test('shows the first rows and what they become', async () => {
    const path = join(folder, 'own.txt')
    await writeFile(path, 'Wann|Wer|Woher\n02.01.2026|ada|192.0.2.7\nkaputt|bob|192.0.2.8\n')
    const start = await previewMapping(path)
    expect(start).toMatchObject({ kind: 'csv', columns: ['Wann', 'Wer', 'Woher'], records: undefined })
    expect(start.problem).toContain('no column is mapped to @timestamp')
    const mapping = {
      columns: { Wann: '@timestamp', Wer: 'user.name', Woher: 'source.ip' },
      time: { format: 'dd.MM.yyyy' },
    }
    const { records, rows } = await previewMapping(path, { mapping })
    expect(rows).toEqual([
      ['02.01.2026', 'ada', '192.0.2.7'],
      ['kaputt', 'bob', '192.0.2.8'],
    ])
    expect(records).toMatchObject([
      {
        record: {
          '@timestamp': '2026-01-02T00:00:00.000Z',
          user: { name: 'ada' },
          source: { ip: '192.0.2.7' },
        },
      },
      { reason: 'the time of this record is not in a known form' },
    ])
  })

  test('a table without a header', async () => {
    const path = join(folder, 'bare.txt')
    await writeFile(path, '2026-01-02T03:04:05Z;ada;192.0.2.7\n2026-01-02T03:04:06Z;bob;192.0.2.8\n')
    const { suggestion } = await previewMapping(path)
    const { records } = await previewMapping(path, {
      mapping: { ...suggestion, columns: { ...suggestion.columns, 2: 'user.name' } },
    })
    expect(records).toMatchObject([
      { record: { user: { name: 'ada' } } },
      { record: { user: { name: 'bob' } } },
    ])
  })

  test('a file that is missing or no table is named', async () => {
    await expect(previewMapping(join(folder, 'none'))).rejects.toThrow('none does not exist')
    const path = join(folder, 'words.txt')
    await writeFile(path, 'words\n')
    await expect(previewMapping(path)).rejects.toThrow('words.txt is neither a table')
  })
})
