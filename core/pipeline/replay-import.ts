import type { EventBatch } from '../ingest/event-batch.ts'
import { defaultSettings } from '../settings/settings.ts'
import { countImport } from '../store/count-import.ts'
import { copyPositions, type StoredImport } from '../store/past-imports.ts'
import { KnownRecords } from '../store/known-records.ts'
import { Policies } from '../store/policies.ts'
import { replayEvents } from '../store/replay-events.ts'
import type { Store } from '../store/store.ts'
import type { Conditions } from './choose-generation.ts'
import { analysedParts } from './analysed-parts.ts'
import { openEngine } from './engine.ts'
import { openStream } from './open-stream.ts'
import { LocalReading } from './reading/local-reading.ts'
import { StageClock } from './stage-clock.ts'

export interface ReplayContext extends Partial<Conditions> {
  /** Where the events are, and what people have said. */
  from: Store
  /** Where the results go; it has what the imports before have taught. */
  into: Store
  /** Folder of the shipped generation. */
  modelsDir: string
  signal: AbortSignal
  /** Epoch ms: what happened later is as if it were not there. */
  asOf?: number | undefined
  keepsEvents?: boolean | undefined
  /** Told often. */
  onReplayed: (events: number) => void
}

/**
 * Analyses the stored events of an import anew, in the order in which they were read.
 * @throws the reason of an aborted signal
 */
export async function replayImport(past: StoredImport, context: ReplayContext): Promise<void> {
  const {
    from,
    into,
    signal,
    settings = defaultSettings,
    onReplayed,
    asOf,
    keepsEvents = true,
    ...options
  } = context
  const { id, started, report } = past
  const engine = await openEngine(context.modelsDir, context)
  const { scoring } = engine
  try {
    into.beginImport(id, started, past)
    const { stream, learnedUntil } = await openStream({
      ...options,
      importId: id,
      store: into,
      engine,
      settings,
      signal,
      policies: new Policies(from),
      clock: new StageClock(),
      holdsBack: true,
      onStep: () => {},
      onCommit: () => {},
    })
    const reading = new LocalReading({
      batches: paced(replayEvents(from, id), { signal, onReplayed }),
      signal,
      known: new KnownRecords(into, id),
      keepsEvents,
      learnedUntil,
      asOf,
    })
    await stream.run(reading)
    signal.throwIfAborted()
    copyPositions(from, into, id)
    if (report === undefined) return
    const { totals, ...parts } = analysedParts({
      stream,
      leftOut: (await reading.report()).leftOut,
      engine,
      ...countImport(into, id),
    })
    const { late: _, repeats: __, ...before } = report.totals
    into.finishImport(
      id,
      { ...report, ...parts, settings, totals: { ...before, ...totals } },
      past.fingerprint,
    )
  } finally {
    await (signal.aborted ? scoring.abandon() : scoring.close())
  }
}

/** Lets others run between batches. */
async function* paced(
  batches: Iterable<EventBatch>,
  { signal, onReplayed }: Pick<ReplayContext, 'signal' | 'onReplayed'>,
): AsyncGenerator<EventBatch> {
  let events = 0
  for (const batch of batches) {
    await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
    yield batch
    events += batch.records.length
    onReplayed(events)
  }
}
