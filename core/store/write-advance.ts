import type { EncodedSegment } from '../events/segment/segment-writer.ts'
import type { MemoryEntry } from '../memory/memory.ts'
import type { Connection } from './database.ts'
import { writeEnsemble, type StoredEnsemble } from './ensemble.ts'
import { writeRecordKeys, type RecordKeys } from './known-records.ts'
import { writeOutgoing, type Outgoing } from './outbox.ts'
import { writePositions, type Positions } from './positions.ts'
import { StoredMemory } from './stored-memory.ts'
import { writeSegment } from './write-segment.ts'

/** What is committed with the results, so that whoever goes on after it stands exactly where they do. */
export interface Advance {
  /** What the stages remember otherwise than at the last commit. */
  memory: Iterable<MemoryEntry>
  /** Of every source that has moved on. */
  positions: Positions
  events: readonly EncodedSegment[]
  records: RecordKeys | undefined
  /** An ensemble that was learned since. */
  ensemble?: StoredEnsemble | undefined
  /** What goes out with it; asked for when the results are written, and what rules make of them. */
  outgoing?: (() => Iterable<Outgoing>) | undefined
}

/** Belongs in the transaction of the results. */
export function writeAdvance(
  connection: Connection,
  importId: string,
  { memory, positions, events, records, ensemble, outgoing }: Advance,
): void {
  for (const segment of events) writeSegment(connection, importId, segment)
  if (records) writeRecordKeys(connection, importId, records)
  writePositions(connection, importId, positions)
  if (ensemble) writeEnsemble(connection, ensemble)
  new StoredMemory({ connection }).write(memory)
  if (outgoing) writeOutgoing(connection, outgoing())
}
