import { Reject, type Event } from '../event/event.ts'
import { addRecord, appendBatch, emptyBatch, type EventBatch } from './event-batch.ts'

/** Said of an event whose time cannot be: it is kept, and not analysed. */
const implausibleTime = 'implausible_time'

const day = 86_400_000
/** No time zone and no buffer puts a record a day before its time; a device that was cut off may send it weeks late (ours). */
const farAhead = day
const farBehind = 30 * day
/** A time stands alone when it is so many times further from the middle half of its neighbours than they are apart (ours). */
const timesApart = 20
/** Neighbours looked at: times taken before the record, and times that follow. */
const mostBefore = 8
const mostAfter = 16
/** Fewer that follow, at the end of a log, can't bear a jump out or gainsay it: then only years are too far. */
const fewAfter = 4
const year = 365 * day

export function isImplausible({ tags }: Event): boolean {
  return tags?.includes(implausibleTime) ?? false
}

/**
 * Marks the records of one source whose time is far from that of the records around them, so that a single wrong clock
 * (1970 after a restart, a forged 2099) moves no order, no span and no baseline. Where many records have another time the log
 * has moved on, or begins anew: then none is marked. Records wait for those that follow where their time is in doubt.
 */
export class TimeGuard {
  /** Times taken last, oldest first. */
  #before: number[] = []
  #held = emptyBatch()
  readonly #expected: number

  /** @param expected a time near which no first record is in doubt: the last writing of a file, or now (epoch ms) */
  constructor(expected: number) {
    this.#expected = expected
  }

  /** The records that need not wait, in their order. */
  push(batch: EventBatch): EventBatch {
    if (this.#held.records.length === 0) this.#held = batch
    else appendBatch(this.#held, batch)
    return this.#release(false)
  }

  get isHolding(): boolean {
    return this.#held.records.length > 0
  }

  /** The rest, when nothing follows. */
  end(): EventBatch {
    return this.#release(true)
  }

  #release(isEnd: boolean): EventBatch {
    const batch = this.#held
    const { length } = batch.records
    const count = this.#judge(batch.records, isEnd)
    const [released, held] = [emptyBatch(), emptyBatch()]
    this.#held = held
    if (count === length) return batch
    for (let i = 0; i < length; i++) addRecord(batch, i, i < count ? released : held)
    released.bytesRead = batch.bytesRead
    return released
  }

  /** How many of the records are judged now. */
  #judge(records: EventBatch['records'], isEnd: boolean): number {
    for (let i = 0; i < records.length; i++) {
      const record = records[i]
      if (record === undefined || record instanceof Reject) continue
      const time = record['@timestamp']
      if (Number.isNaN(time)) continue
      const last = this.#before.at(-1) ?? this.#expected
      if (time - last > farAhead || last - time > farBehind) {
        const after = timesFrom(records, i + 1)
        if (after.length < mostAfter && !isEnd) return i
        if (standsAlone(time, this.#before, after)) {
          record.tags = [...(record.tags ?? []), implausibleTime]
          continue
        }
      }
      this.#before.push(time)
      if (this.#before.length > mostBefore) this.#before.shift()
    }
    return records.length
  }
}

function timesFrom(records: EventBatch['records'], from: number): number[] {
  const times: number[] = []
  for (let i = from; i < records.length && times.length < mostAfter; i++) {
    const record = records[i]
    if (record === undefined || record instanceof Reject) continue
    if (!Number.isNaN(record['@timestamp'])) times.push(record['@timestamp'])
  }
  return times
}

function standsAlone(time: number, before: readonly number[], after: readonly number[]): boolean {
  const others = [...before, ...after].sort((a, b) => a - b)
  if (others.length < fewAfter) return false
  const low = others[Math.floor(others.length / 4)] ?? time
  const high = others[Math.floor((3 * others.length) / 4)] ?? time
  const [ahead, behind] = after.length < fewAfter ? [year, year] : [farAhead, farBehind]
  const far = time > high ? time - high - ahead : low - time - behind
  return far > 0 && Math.max(time - high, low - time) > timesApart * (high - low)
}
