/** What waits for more lines until its deadline (epoch ms of event time). */
export interface Waiting {
  deadline: number
  /** Completed: it waits no longer. */
  done: boolean
  complete(): void
}

/**
 * The event time of one device. Devices of one log may sit in other time zones or lag behind, so each has its own clock.
 * It follows the records forward; a record older than `tolerance` says that an older log begins, and sets it back.
 */
export class Lane {
  clock = -Infinity
  /** Count of all records when this device last wrote one. */
  lastRecord = 0
  readonly #tolerance: number
  readonly #queues: readonly [Queue, Queue] = [new Queue(), new Queue()]

  constructor(tolerance: number) {
    this.#tolerance = tolerance
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
    this.#queues[kind === 'long' ? 0 : 1].push(waiting)
  }

  #completeUntil(limit: number): void {
    const [long, short] = this.#queues
    for (;;) {
      const a = long.due(limit)
      const b = short.due(limit)
      const first = b === undefined || (a !== undefined && a.deadline <= b.deadline) ? a : b
      if (first === undefined) return
      ;(first === a ? long : short).shift()
      first.complete()
    }
  }
}

/** First in, first out, by the deadline things had when they came in. */
class Queue {
  #items: { waiting: Waiting; deadline: number }[] = []
  #head = 0

  push(waiting: Waiting): void {
    this.#items.push({ waiting, deadline: waiting.deadline })
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
    this.#head++
    if (this.#head < 1_024 || this.#head * 2 < this.#items.length) return
    this.#items = this.#items.slice(this.#head)
    this.#head = 0
  }
}
