import { ActAssembler } from '../enrich/act-assembler.ts'
import { Memory } from '../memory/memory.ts'
import { readSequences } from '../models/sequence-columns.ts'
import { StoredMemory } from '../store/stored-memory.ts'
import type { Engine } from './engine.ts'
import { LearnedUntil } from './learned-until.ts'
import { Stream, type StreamOptions } from './stream.ts'
import { readTaught } from './taught.ts'

interface StreamConditions extends Omit<
  StreamOptions,
  'memory' | 'assembler' | 'scoring' | 'generation' | 'learns' | 'learnedBefore' | 'onStep'
> {
  /** Notices are added to its choice; where no stream can be opened it is ended. */
  engine: Engine
  /** Whether acts wait for an ensemble of their own; otherwise it takes over when there is one. */
  holdsBack: boolean
  onStep: (stream: Stream, step?: string) => void
}

interface OpenStream {
  stream: Stream
  /** Epoch ms up to which the workspace had learned before; -Infinity where it had not. */
  learnedUntil: number
}

/**
 * A stream over the memory of a workspace: it goes on where the last commit stands.
 * @throws WorkspaceError where what is kept cannot be read
 */
export async function openStream(conditions: StreamConditions): Promise<OpenStream> {
  try {
    return await overMemory(conditions)
  } catch (error) {
    await conditions.engine.scoring.abandon()
    throw error
  }
}

async function overMemory({
  engine: { chosen, scoring, geo, asn },
  holdsBack,
  onStep,
  ...options
}: StreamConditions): Promise<OpenStream> {
  const { store, importId, onScored } = options
  const taught = chosen.from === 'shipped' ? readTaught(store, chosen.notices) : undefined
  if (taught) await scoring.load(taught)
  const generation = taught ?? chosen.generation
  const kept = new StoredMemory(store)
  await scoring.restoreStates(readSequences(kept, generation.manifest.generation))
  const memory = new Memory(kept)
  const learned = new LearnedUntil(memory, importId)
  const stream = new Stream({
    ...options,
    scoring,
    memory,
    assembler: new ActAssembler({ geo, asn, memory }),
    generation,
    learnedBefore: taught && {
      acts: 0,
      days: 0,
      suffices: true,
      explanation: 'What is normal was learned from logs that were opened before.',
    },
    learns: chosen.from === 'own' || taught ? 'never' : holdsBack ? 'held back' : 'meanwhile',
    onStep: (step) => onStep(stream, step),
    onScored: (batch, scores, alerts) => {
      learned.see(batch.acts)
      onScored?.(batch, scores, alerts)
    },
  })
  return { stream, learnedUntil: learned.before }
}
