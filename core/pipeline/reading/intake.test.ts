import { expect, it } from 'vitest'
import type { EventBatch } from '../../ingest/event-batch.ts'
import { Intake } from './intake.ts'

/** Records of one file, from the given line on. */
function batchOf(first: number, count: number): EventBatch {
  const lines = Array.from({ length: count }, (_, n) => first + n)
  return {
    records: lines.map((line) => ({ '@timestamp': line })),
    places: lines.map((line) => ({ source: 'vpn.log', line, offset: 10 * line, length: 9 })),
    originals: lines.map((line) => `line ${line}`),
    bytesRead: 10 * count,
  }
}

it('never moves a source back to before where an earlier run had come', () => {
  const intake = new Intake({ taken: new Map([['vpn.log', 3]]) })
  expect(intake.take(batchOf(1, 2)).events).toEqual([])
  expect(intake.advance()).toMatchObject({ positions: new Map(), events: [] })
  expect(intake.take(batchOf(3, 2)).originals).toEqual(['line 4'])
  expect(intake.advance().positions).toEqual(new Map([['vpn.log', 4]]))
})
