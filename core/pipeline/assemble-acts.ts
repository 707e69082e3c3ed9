import type { ActAssembler } from '../enrich/act-assembler.ts'
import type { Act } from '../event/act.ts'
import type { Taken } from './reading/taken.ts'

/** The acts that are complete with these records. */
export function assembleActs({ events, places, originals, tick }: Taken, assembler: ActAssembler): Act[] {
  const acts: Act[] = []
  for (const [i, event] of events.entries()) {
    const place = places[i]
    if (place) assembler.push(event, place, originals[i] ?? '', acts)
  }
  if (tick !== undefined) assembler.tick(tick, acts)
  return acts
}

/** Those that waited for more records: at the end of the input. */
export function flushActs(assembler: ActAssembler): Act[] {
  const acts: Act[] = []
  assembler.flush(acts)
  return acts
}
