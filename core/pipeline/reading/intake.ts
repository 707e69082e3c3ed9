import { Reject, type Event, type Place } from '../../event/event.ts'
import { recordKey } from '../../event/record-id.ts'
import type { EventBatch } from '../../ingest/event-batch.ts'
import { isImplausible } from '../../ingest/time-guard.ts'
import { RecordKeyList, type KnownRecords } from '../../store/known-records.ts'
import type { Positions } from '../../store/positions.ts'
import { holdMs } from '../hold.ts'
import type { QuarantineWriter } from '../quarantine.ts'
import { EventRecorder } from './event-recorder.ts'
import {
  nothingRead,
  type LeftOut,
  type ReadCounts,
  type Rejected,
  type Taken,
  type Taking,
} from './taken.ts'

export interface IntakeOptions {
  quarantine?: QuarantineWriter | undefined
  /** Whether every event is kept. Default: no. */
  keepsEvents?: boolean | undefined
  /** Records that other imports have taken in. */
  known?: KnownRecords | undefined
  /** Records that this import has taken in before, by source. */
  taken?: Positions | undefined
  /** The source of a path. Default: the path. */
  sourceOf?: ((path: string) => string) | undefined
  /** Epoch ms up to which was learned before this import began: older events are kept, and not analysed. */
  learnedUntil?: number | undefined
  /** Epoch ms; what happened later is as if it were not there. */
  asOf?: number | undefined
  /** Whether marks tell the records that could not be decoded. Default: no. */
  tellsRejected?: boolean | undefined
}

/** A record as it was written. */
interface Written {
  place: Place
  original: string
  /** Where they are not the UTF-8 of `original`. */
  bytes: Uint8Array | undefined
  /** Of a source that is known by what its records say. */
  isCounted: boolean
}

/** Where records come into the stream: decides of each whether it is new and in time, and keeps its event. */
export class Intake {
  readonly leftOut: LeftOut = { known: 0, late: 0, implausible: 0 }
  readonly #options: IntakeOptions
  readonly #counts: ReadCounts = { ...nothingRead }
  /** Where each source is, see `Positions`. */
  readonly #seen = new Map<string, number>()
  #moved = new Set<string>()
  readonly #keys = new RecordKeyList()
  readonly #events: EventRecorder | undefined
  readonly #oldest: number
  #rejected: Rejected[] = []

  constructor(options: IntakeOptions = {}) {
    this.#options = options
    this.#events = options.keepsEvents === true ? new EventRecorder() : undefined
    this.#oldest = (options.learnedUntil ?? -Infinity) - holdMs
  }

  take({ records, places, originals, raw, tick, bytesRead, positions }: EventBatch): Taken {
    this.#counts.bytesRead += bytesRead
    this.#counts.lines += records.length
    const taken = this.#nothing(tick)
    for (const [source, position] of positions ?? []) this.#move(source, position)
    for (let i = 0; i < records.length; i++) {
      const record = records[i]
      const place = places[i]
      if (record === undefined || place === undefined) continue
      const isCounted = positions === undefined
      const isNew = isCounted ? this.#count(place) : true
      const original = originals[i] ?? ''
      if (record instanceof Reject) {
        this.#counts.rejected += 1
        this.#options.quarantine?.add(place, record.reason, original)
        if (isNew && this.#options.tellsRejected === true)
          this.#rejected.push({ place, reason: record.reason, bytes: raw?.get(i) ?? Buffer.from(original) })
      } else if (isNew) this.#takeEvent(record, { place, original, bytes: raw?.get(i), isCounted }, taken)
    }
    return { ...taken, counts: { ...this.#counts } }
  }

  /** No record, but all that was taken in since the last mark. */
  end(isEnd: boolean): Taken {
    return { ...this.#nothing(undefined), advance: this.advance(), isEnd }
  }

  /** What was taken in since the last call. */
  advance(): Taking {
    const positions = new Map([...this.#moved].map((source) => [source, this.#seen.get(source) ?? 0]))
    this.#moved = new Set()
    const rejected = this.#rejected.splice(0)
    return { positions, records: this.#keys.take(), events: this.#events?.take() ?? [], rejected }
  }

  #nothing(tick: number | undefined): Taken {
    const columns = { events: [], places: [], originals: [] }
    return { ...columns, tick, counts: { ...this.#counts }, advance: undefined, isEnd: false }
  }

  /** Whether this import has not taken the record in before. A source moves only beyond where it was. */
  #count({ source: path }: Place): boolean {
    const { taken, sourceOf } = this.#options
    const source = sourceOf?.(path) ?? path
    const seen = (this.#seen.get(source) ?? 0) + 1
    this.#seen.set(source, seen)
    if (seen <= (taken?.get(source) ?? 0)) return false
    this.#moved.add(source)
    return true
  }

  #move(source: string, position: number): void {
    this.#seen.set(source, position)
    this.#moved.add(source)
  }

  #takeEvent(event: Event, { place, original, bytes, isCounted }: Written, taken: Taken): void {
    const { known, asOf = Infinity } = this.#options
    const time = event['@timestamp']
    if (time > asOf) return
    if (isCounted) {
      const key = recordKey(original, place)
      if (known?.has(key, time)) {
        this.leftOut.known += 1
        return
      }
      this.#keys.add(key, time)
    }
    const isLate = time < this.#oldest
    if (isImplausible(event)) this.leftOut.implausible += 1
    else if (isLate) this.leftOut.late += 1
    else {
      taken.events.push(event)
      taken.places.push(place)
      taken.originals.push(original)
    }
    const kept = isLate ? { ...event, tags: [...(event.tags ?? []), 'late'] } : event
    this.#events?.add(kept, place, original, bytes)
  }
}
