import type { ActAssembler } from '../enrich/act-assembler.ts'
import type { Act } from '../event/act.ts'
import { assembleActs, flushActs } from './assemble-acts.ts'
import type { ReadCounts, Reading } from './reading/taken.ts'

/** The acts of some input in batches, as they become complete, and how much was read until then. */
export async function* readActs(
  reading: Reading,
  assembler: ActAssembler,
): AsyncGenerator<{ acts: Act[]; counts: ReadCounts }> {
  let counts: ReadCounts | undefined
  for await (const taken of reading.batches()) {
    counts = taken.counts
    yield { acts: assembleActs(taken, assembler), counts }
  }
  if (counts) yield { acts: flushActs(assembler), counts }
}
