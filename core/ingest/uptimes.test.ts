import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Reject } from '../event/event.ts'
import { decoders } from './decoders/index.ts'
import { EventReader } from './read-events.ts'
import { findUptimes, withMoment } from './uptimes.ts'

const written = Date.UTC(2026, 0, 2, 3, 0, 0)

describe('findUptimes', () => {
  it.each([
    ['dmesg', ['[    0.000000] a', '[   60.500000] b'], [], written - 60_500],
    ['the tail', ['[1.000000] a'], ['[3600.000000] z', 'no time'], written - 3_600_000],
    [
      'a few others',
      ['[1.000000] a', '[2.000000] b', '[3.000000] c', '[4.000000] d', 'x'],
      [],
      written - 4000,
    ],
    ['many others', ['[1.000000] a', 'x', 'y'], [], undefined],
    ['another first line', ['x', '[1.000000] a'], [], undefined],
    ['nothing', [], [], undefined],
  ])('%s', (_, content, tail, started) => {
    expect(findUptimes(content, tail, written)?.started).toBe(started)
  })
})

it.each([
  ['[   60.500000] a b', '2026-01-02T03:01:00.500Z a b'],
  ['[60.5] a', '[60.5] a'],
  ['[2026-01-02] a', '[2026-01-02] a'],
])('%s', (line, expected) => {
  expect(withMoment(line, written)).toBe(expected)
})

describe('a file of them', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sonic-uptimes-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is read with moments, at every reading the same, and keeps its originals', async () => {
    const lines = [
      '[ 1000.000000] gate sshd[7]: Failed password for root from 192.0.2.7 port 4711 ssh2',
      '[ 4600.000000] gate sshd[8]: Accepted password for ada from 192.0.2.8 port 4711 ssh2',
    ]
    const path = join(folder, 'monotonic.log')
    await writeFile(path, lines.join('\n'))
    await utimes(path, new Date(written), new Date(written))
    const events = new EventReader({ path, size: 200, modified: written }, { decoders })
    for (let reading = 0; reading < 2; reading++) {
      const found: [number, string | undefined, string][] = []
      for await (const { records, originals } of events)
        for (const [i, record] of records.entries())
          if (!(record instanceof Reject))
            found.push([record['@timestamp'], record['user.name'], originals[i] ?? ''])
      expect(found).toEqual([
        [written - 3_600_000, 'root', lines[0]],
        [written, 'ada', lines[1]],
      ])
      expect(events.report().notes).toEqual([
        'the lines tell only the time since the device started: 2026-01-02T01:43:20.000Z, if the last of them was written when the file was',
      ])
    }
  })
})
