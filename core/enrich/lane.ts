import type { Waits } from './waits.ts'

/** What waits for more lines until its deadline (epoch ms of event time). */
export interface Waiting {
  deadline: number
  /** Completed: it waits no longer. */
  done: boolean
  of: 'login' | 'end'
  /** Among those of its sort. */
  number: number
  complete(): void
}

/** What is kept of a lane; who waits in it is kept with the `Waits`. */
export interface SavedLane {
  key: string
  clock: number
  lastRecord: number
}

/**
 * The event time of one device. Devices of one log may sit in other time zones or lag behind, so each has its own clock.
 * It follows the records forward; a record older than `tolerance` says that an older log begins, and sets it back.
 */
export class Lane {
  /** Of its device. */
  readonly key: string
  clock = -Infinity
  /** Count of all records when this device last wrote one. */
  lastRecord = 0
  readonly #tolerance: number
  readonly #long: Queue
  readonly #short: Queue

  constructor(key: string, tolerance: number, waits: Waits) {
    this.key = key
    this.#tolerance = tolerance
    this.#long = new Queue(key, 'long', waits)
    this.#short = new Queue(key, 'short', waits)
  }

  save(): SavedLane {
    return { key: this.key, clock: this.clock, lastRecord: this.lastRecord }
  }

  static restore({ key, clock, lastRecord }: SavedLane, tolerance: number, waits: Waits): Lane {
    return Object.assign(new Lane(key, tolerance, waits), { clock, lastRecord })
  }

  /** Takes back what waited when it was kept, one by one in their order. */
  resume(waiting: Waiting, queue: 'long' | 'short', item: { id: number; deadline: number }): void {
    this.#queue(queue).resume(waiting, item)
  }

  /** Moves the clock and completes, in the order of their deadlines, what has waited long enough. */
  advance(time: number): void {
    if (time > this.clock) {
      this.clock = time
      this.#completeUntil(time)
    } else if (this.clock - time > this.#tolerance) {
      this.#completeUntil(Infinity)
      this.clock = time
    }
  }

  /** Completes all that waits. */
  drain(): void {
    this.#completeUntil(Infinity)
  }

  /** Queues by length of waiting, so that each is in the order of its deadlines. */
  wait(waiting: Waiting, kind: 'long' | 'short'): void {
    this.#queue(kind).push(waiting)
  }

  #queue(kind: 'long' | 'short'): Queue {
    return kind === 'long' ? this.#long : this.#short
  }

  #completeUntil(limit: number): void {
    for (;;) {
      const a = this.#long.due(limit)
      const b = this.#short.due(limit)
      const first = b === undefined || (a !== undefined && a.deadline <= b.deadline) ? a : b
      if (first === undefined) return
      ;(first === a ? this.#long : this.#short).shift()
      first.complete()
    }
  }
}

/** First in, first out, by the deadline things had when they came in. */
class Queue {
  readonly #lane: string
  readonly #kind: 'long' | 'short'
  readonly #waits: Waits
  #items: { waiting: Waiting; deadline: number; id: number }[] = []
  #head = 0

  constructor(lane: string, kind: 'long' | 'short', waits: Waits) {
    this.#lane = lane
    this.#kind = kind
    this.#waits = waits
  }

  push(waiting: Waiting): void {
    const { deadline, of, number } = waiting
    const id = this.#waits.add({ lane: this.#lane, queue: this.#kind, deadline, of, number })
    this.resume(waiting, { id, deadline })
  }

  resume(waiting: Waiting, { id, deadline }: { id: number; deadline: number }): void {
    this.#items.push({ waiting, deadline, id })
  }

  /** The first that still waits and whose deadline lies before `limit`. One whose deadline has moved queues again. */
  due(limit: number): Waiting | undefined {
    for (;;) {
      const first = this.#items[this.#head]
      if (first === undefined || first.deadline >= limit) return undefined
      const { waiting } = first
      if (!waiting.done && waiting.deadline < limit) return waiting
      this.shift()
      if (!waiting.done) this.push(waiting)
    }
  }

  shift(): void {
    const first = this.#items[this.#head++]
    if (first) this.#waits.delete(first.id)
    if (this.#head < 1_024 || this.#head * 2 < this.#items.length) return
    this.#items = this.#items.slice(this.#head)
    this.#head = 0
  }
}
