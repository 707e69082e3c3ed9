import { ActAssembler } from '../enrich/act-assembler.ts'
import type { Asn } from '../enrich/asn.ts'
import type { Geo } from '../enrich/geo.ts'
import { Memory } from '../memory/memory.ts'
import type { ScoringClient } from '../models/scoring-client.ts'
import { readSequences } from '../models/sequence-columns.ts'
import { KnownRecords } from '../store/known-records.ts'
import { readPositions } from '../store/positions.ts'
import { StoredMemory } from '../store/stored-memory.ts'
import type { ChosenGeneration } from './choose-generation.ts'
import { EventRecorder } from './event-recorder.ts'
import { Intake } from './intake.ts'
import { LearnedUntil } from './learned-until.ts'
import type { QuarantineWriter } from './quarantine.ts'
import { Stream, type StreamOptions } from './stream.ts'
import { readTaught } from './taught.ts'

interface StreamConditions extends Omit<
  StreamOptions,
  'memory' | 'intake' | 'events' | 'generation' | 'learns' | 'learnedBefore' | 'onStep'
> {
  /** Notices are added to it. */
  chosen: ChosenGeneration
  scoring: ScoringClient
  geo: Pick<Geo, 'lookup'>
  asn: Pick<Asn, 'lookup'>
  quarantine?: QuarantineWriter | undefined
  /** The source of a path. Default: the path. */
  sourceOf?: (path: string) => string
  keepsEvents?: boolean | undefined
  asOf?: number | undefined
  /** Whether acts wait for an ensemble of their own; otherwise it takes over when there is one. */
  holdsBack: boolean
  onStep: (stream: OpenStream, step?: string) => void
}

export interface OpenStream {
  stream: Stream
  intake: Intake
}

/** A stream over the memory of a workspace: it goes on where the last commit stands. */
export async function openStream({
  chosen,
  geo,
  asn,
  quarantine,
  sourceOf,
  keepsEvents = true,
  asOf,
  holdsBack,
  onStep,
  ...options
}: StreamConditions): Promise<OpenStream> {
  const { store, importId, scoring, onScored } = options
  const taught = chosen.from === 'shipped' ? readTaught(store, chosen.notices) : undefined
  if (taught) await scoring.load(taught)
  const generation = taught ?? chosen.generation
  const kept = new StoredMemory(store.connection)
  await scoring.restoreStates(readSequences(kept, generation.manifest.generation))
  const memory = new Memory(kept)
  const learned = new LearnedUntil(memory, importId)
  const events = keepsEvents ? new EventRecorder() : undefined
  const intake = new Intake({
    assembler: new ActAssembler({ geo, asn, memory }),
    quarantine,
    events,
    known: new KnownRecords(store.connection, importId),
    taken: readPositions(store.connection, importId),
    sourceOf,
    learnedUntil: learned.before,
    asOf,
  })
  const stream = new Stream({
    ...options,
    memory,
    intake,
    events,
    generation,
    learnedBefore: taught && {
      acts: 0,
      days: 0,
      suffices: true,
      explanation: 'What is normal was learned from logs that were opened before.',
    },
    learns: chosen.from === 'own' || taught ? 'never' : holdsBack ? 'held back' : 'meanwhile',
    onStep: (step) => onStep({ stream, intake }, step),
    onScored: (batch, scores, alerts) => {
      learned.see(batch.acts)
      onScored?.(batch, scores, alerts)
    },
  })
  return { stream, intake }
}
