import { Reject } from '../event/event.ts'
import { addRecord, emptyBatch } from './event-batch.ts'
import type { EventBatch } from './event-batch.ts'
import { isImplausible } from './time-guard.ts'

const mostOpen = 64
const mergedRecords = 2048
/** Records that small sources keep in memory between the look at their first time and their turn (ours, some 15 MB). */
const mostParked = 10_000
/** A source with more records in its first batch is read anew when its turn comes. */
const mostParkedOfOne = 1_000
const nothing: Readonly<EventBatch> = emptyBatch()

/**
 * Several sources as one stream in order of time. Inside a source the order of its lines is kept exactly: a line
 * whose time steps back, and one that could not be read, follows the line before it.
 *
 * A source is opened when its first time is reached, at most `maxOpen` at once; so rotated files cost one open file. Where
 * there are many small ones, they are read once and kept, as far as there is room.
 * Each reader must give the same records whenever it is iterated.
 */
export async function* mergeByTime(
  readers: readonly AsyncIterable<EventBatch>[],
  maxOpen = mostOpen,
): AsyncGenerator<EventBatch> {
  const cursors = readers.map((reader, order) => new Cursor(reader, order))
  try {
    let room = mostParked
    for (const cursor of cursors) {
      await cursor.start()
      if (cursors.length > maxOpen) room -= await cursor.park(Math.min(room, mostParkedOfOne))
    }
    yield* merge(cursors.toSorted(byKey), maxOpen)
  } finally {
    for (const cursor of cursors) await cursor.stop()
  }
}

async function* merge(cursors: readonly Cursor[], maxOpen: number): AsyncGenerator<EventBatch> {
  const open: Cursor[] = []
  let opened = 0
  let waiting = cursors[opened]
  let merged = emptyBatch()
  for (;;) {
    let least = earliest(open)
    while (
      waiting !== undefined &&
      open.length < maxOpen &&
      (least === undefined || waiting.key <= least.key)
    ) {
      await waiting.start()
      if (!waiting.ended) open.push(waiting)
      merged.bytesRead += waiting.takeBytes()
      opened += 1
      waiting = cursors[opened]
      least = earliest(open)
    }
    if (least === undefined) break
    const bound = Math.min(earliest(open, least)?.key ?? Infinity, waiting?.key ?? Infinity)
    do {
      if (least.moveTo(merged)) await least.load()
      merged.bytesRead += least.takeBytes()
      if (merged.records.length >= mergedRecords) {
        yield merged
        merged = emptyBatch()
      }
    } while (!least.ended && least.key < bound)
    if (least.ended) open.splice(open.indexOf(least), 1)
  }
  if (merged.records.length > 0 || merged.bytesRead > 0) yield merged
}

/** Where one source has been read to. */
class Cursor {
  /** Highest time met so far, which orders this source among the others. */
  key = -Infinity
  ended = false
  readonly order: number
  readonly #reader: AsyncIterable<EventBatch>
  #iterator: AsyncIterator<EventBatch> | undefined
  #batch: Readonly<EventBatch> = nothing
  #index = 0
  #bytes = 0
  #isParked = false

  constructor(reader: AsyncIterable<EventBatch>, order: number) {
    this.#reader = reader
    this.order = order
  }

  async start(): Promise<void> {
    if (this.#iterator !== undefined || this.#isParked) return
    this.#iterator = this.#reader[Symbol.asyncIterator]()
    await this.load()
  }

  /**
   * Closes the source until its turn comes. What is left of it is kept where that is no more than `room` records.
   * @returns the number of records that are kept
   */
  async park(room: number): Promise<number> {
    const { records } = this.#batch
    if (records.length <= room && (await this.#iterator?.next())?.done === true) {
      this.#iterator = undefined
      this.#isParked = true
      return records.length
    }
    await this.stop()
    return 0
  }

  async stop(): Promise<void> {
    await this.#iterator?.return?.()
    this.#iterator = undefined
    this.#batch = nothing
    this.#bytes = 0
  }

  takeBytes(): number {
    const bytes = this.#bytes
    this.#bytes = 0
    return bytes
  }

  /** Moves the current record; true where the next must be loaded. Not async itself: that would double its cost. */
  moveTo(merged: EventBatch): boolean {
    addRecord(this.#batch, this.#index, merged)
    this.#index += 1
    if (this.#index >= this.#batch.records.length) return true
    this.#advanceKey()
    return false
  }

  async load(): Promise<void> {
    this.#index = 0
    for (;;) {
      const next = await this.#iterator?.next()
      if (next === undefined || next.done === true) {
        this.ended = true
        this.#batch = nothing
        return
      }
      this.#batch = next.value
      this.#bytes += next.value.bytesRead
      if (next.value.records.length > 0) return this.#advanceKey()
    }
  }

  #advanceKey(): void {
    const record = this.#batch.records[this.#index]
    if (record === undefined || record instanceof Reject || isImplausible(record)) return
    const time = record['@timestamp']
    if (time > this.key) this.key = time
  }
}

function earliest(cursors: readonly Cursor[], except?: Cursor): Cursor | undefined {
  let least: Cursor | undefined
  for (const cursor of cursors)
    if (cursor !== except && (least === undefined || byKey(cursor, least) < 0)) least = cursor
  return least
}

function byKey(a: Cursor, b: Cursor): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : a.order - b.order
}
