import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decoders } from '../decoders/index.ts'
import { EventReader } from '../read-events.ts'

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sonic-journal-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const failed = 'Failed password for carol from 198.51.100.21 port 5022 ssh2'
const fields = {
  __REALTIME_TIMESTAMP: '1709457301000000',
  PRIORITY: '6',
  SYSLOG_IDENTIFIER: 'sshd',
  _PID: '411',
  _HOSTNAME: 'gate',
  MESSAGE: failed,
}
const pairs = Object.entries(fields).map(([name, value]) => `${name}=${value}`)
const cursor = `s=739ad4;i=4ece7;b=6c7c60;m=4fc72436e;t=${(1709457301000000).toString(16)};x=d3e561`
const binary = [
  ...pairs.slice(0, -1),
  'MESSAGE',
  // The length, little-endian; 10 is a line feed.
  `${String.fromCharCode(failed.length + 2)}\0\0\0\0\0\0\0${failed}\n\u0007`,
]

const forms: [string, string][] = [
  ['export', `__CURSOR=${cursor}\n${pairs.join('\n')}\n\n`],
  ['export with a message that is not printable', `__CURSOR=${cursor}\n${binary.join('\n')}\n\n`],
  [
    'verbose',
    `Sun 2024-03-03 10:15:01.000000 CET [${cursor}]\n${pairs
      .slice(1)
      .map((pair) => `    ${pair}\n`)
      .join('')}`,
  ],
  ['json-sse', `data: ${JSON.stringify(fields)}\n\n`],
  ['json-seq', `\u001e${JSON.stringify(fields)}\n`],
  ['short-unix', `1709457301.000000 gate sshd[411]: ${failed}\n`],
]

test.each(forms)('journalctl -o %s', async (_, record) => {
  const path = join(folder, 'journal')
  writeFileSync(path, record.repeat(3))
  const reader = new EventReader({ path, size: 1, modified: Date.UTC(2024, 2, 4) }, { decoders })
  let read = 0
  for await (const { records, places, originals } of reader)
    for (const [i, one] of records.entries()) {
      expect(one).toMatchObject({
        '@timestamp': Date.UTC(2024, 2, 3, 9, 15, 1),
        'host.hostname': 'gate',
        'process.pid': 411,
        'user.name': 'carol',
        'source.ip': '198.51.100.21',
        'event.outcome': 'failure',
      })
      const { offset, length } = places[i] ?? { offset: 0, length: 0 }
      expect(
        readFileSync(path)
          .subarray(offset, offset + length)
          .toString(),
      ).toBe(originals[i])
      read += 1
    }
  expect(read).toBe(3)
})
