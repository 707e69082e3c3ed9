import type { ActAssembler } from '../enrich/act-assembler.ts'
import type { Act } from '../event/act.ts'
import { Reject, type Event, type Place } from '../event/event.ts'
import { recordKey } from '../event/record-id.ts'
import type { EventBatch } from '../ingest/event-batch.ts'
import { isImplausible } from '../ingest/time-guard.ts'
import type { KnownRecords } from '../store/known-records.ts'
import { RecordKeyList, type RecordKeys } from '../store/known-records.ts'
import type { Positions } from '../store/positions.ts'
import type { EventRecorder } from './event-recorder.ts'
import { holdMs } from './hold.ts'
import type { QuarantineWriter } from './quarantine.ts'

interface IntakeOptions {
  assembler: ActAssembler
  quarantine?: QuarantineWriter
  /** Takes every event; absent where events are not kept. */
  events?: EventRecorder | undefined
  /** Records that other imports have taken in. */
  known?: KnownRecords | undefined
  /** Records that this import has taken in before, by source. */
  taken?: Positions
  /** The source of a path. Default: the path. */
  sourceOf?: (path: string) => string
  /** Epoch ms up to which was learned before this import began: older events are kept, and not analysed. */
  learnedUntil?: number
  /** Epoch ms; what happened later is as if it were not there. */
  asOf?: number | undefined
}

/** A record as it was written. */
interface Written {
  place: Place
  original: string
  /** Where they are not the UTF-8 of `original`. */
  bytes: Uint8Array | undefined
}

/** What becomes of records that are not analysed. */
export interface LeftOut {
  /** Taken in before, perhaps under another name. */
  known: number
  /** Older than what was learned before. */
  late: number
  /** Of a time that cannot be, see `TimeGuard`. */
  implausible: number
}

/**
 * Where records come into the stream: decides of each whether it is new and in time, keeps its event, and assembles acts of it.
 */
export class Intake {
  readonly leftOut: LeftOut = { known: 0, late: 0, implausible: 0 }
  /** Acts so far. */
  acts = 0
  readonly #options: IntakeOptions
  /** Records seen so far, by source. */
  readonly #seen = new Map<string, number>()
  #moved = new Set<string>()
  readonly #keys = new RecordKeyList()
  readonly #oldest: number

  constructor(options: IntakeOptions) {
    this.#options = options
    this.#oldest = (options.learnedUntil ?? -Infinity) - holdMs
  }

  /** Acts that are complete now. */
  take({ records, places, originals, raw, tick }: EventBatch): Act[] {
    const acts: Act[] = []
    for (let i = 0; i < records.length; i++) {
      const record = records[i]
      const place = places[i]
      if (record === undefined || place === undefined) continue
      const isNew = this.#count(place)
      const original = originals[i] ?? ''
      if (record instanceof Reject) this.#options.quarantine?.add(place, record.reason, original)
      else if (isNew) this.#takeEvent(record, { place, original, bytes: raw?.get(i) }, acts)
    }
    if (tick !== undefined) this.#options.assembler.tick(tick, acts)
    this.acts += acts.length
    return acts
  }

  /** Acts that still wait for more records: at the end of the input. */
  flush(): Act[] {
    const acts: Act[] = []
    this.#options.assembler.flush(acts)
    this.acts += acts.length
    return acts
  }

  /** How far each source has come that has moved since the last call, and what to know its records by. */
  advance(): { positions: Positions; records: RecordKeys | undefined } {
    const positions = new Map([...this.#moved].map((source) => [source, this.#seen.get(source) ?? 0]))
    this.#moved = new Set()
    return { positions, records: this.#keys.take() }
  }

  /** Whether this import has not taken the record in before. */
  #count({ source: path }: Place): boolean {
    const { taken, sourceOf } = this.#options
    const source = sourceOf?.(path) ?? path
    const seen = (this.#seen.get(source) ?? 0) + 1
    this.#seen.set(source, seen)
    this.#moved.add(source)
    return seen > (taken?.get(source) ?? 0)
  }

  #takeEvent(event: Event, { place, original, bytes }: Written, acts: Act[]): void {
    const { assembler, events, known, asOf = Infinity } = this.#options
    const time = event['@timestamp']
    if (time > asOf) return
    const key = recordKey(original, place)
    if (known?.has(key, time)) {
      this.leftOut.known += 1
      return
    }
    this.#keys.add(key, time)
    const isLate = time < this.#oldest
    if (isImplausible(event)) this.leftOut.implausible += 1
    else if (isLate) this.leftOut.late += 1
    else assembler.push(event, place, original, acts)
    events?.add(isLate ? { ...event, tags: [...(event.tags ?? []), 'late'] } : event, place, original, bytes)
  }
}
