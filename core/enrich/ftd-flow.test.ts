import { expect, test } from 'vitest'
import type { Act } from '../event/act.ts'
import { Reject } from '../event/event.ts'
import { decoders } from '../ingest/decoders/index.ts'
import { ActAssembler } from './act-assembler.ts'

const nothing = { lookup: () => undefined }

test('an outbound connection of an FTD is one flow from who began it, though its source is published the other way', () => {
  const read = decoders.find(({ name }) => name === 'cisco-ftd')?.open({ zoneOffset: 0, year: 2026 })
  const assembler = new ActAssembler({ geo: nothing, asn: nothing })
  const acts: Act[] = []
  const lines = [
    'Mar 02 2026 08:00:00 fw : %FTD-6-302013: Built outbound TCP connection 42 for outside:198.51.100.7/443 (198.51.100.7/443) to inside:10.8.0.5/50123 (203.0.113.1/50123)',
    'Mar 02 2026 08:01:05 fw : %FTD-6-302014: Teardown TCP connection 42 for outside:198.51.100.7/443 to inside:10.8.0.5/50123 duration 0:01:05 bytes 14804 TCP FINs',
  ]
  for (const [i, line] of lines.entries()) {
    const event = read?.(line)
    if (event === undefined || event instanceof Reject) throw new Error(line)
    assembler.push(event, { source: 'f', offset: i, length: line.length, line: i + 1 }, line, acts)
  }
  assembler.flush(acts)
  expect(acts).toMatchObject([
    {
      kind: 'flow',
      sourceIp: '10.8.0.5',
      destinationIp: '198.51.100.7',
      destinationPort: 443,
      bytesTotal: 14804,
    },
  ])
  expect(acts[0]?.places).toHaveLength(2)
})
