/** Records of an owner among others': floats begin at `at`, 16-bit words at twice and bytes at four times as much. */
export interface Page {
  floats: Float32Array
  words: Uint16Array
  bytes: Uint8Array
}

/** Where a record stands. */
export interface Room {
  page: Page
  at: number
}

/**
 * Records of one length, side by side in large buffers: arrays of one's own would cost every owner another 300 bytes. What
 * is given back is taken anew; a buffer is let go with the last of its owners where none of its records was given back.
 */
export class Pages {
  readonly #length: number
  readonly #records: number
  #page: Page
  #next = 0
  readonly #free: Room[] = []

  /** `length` of a record, in floats; `records` of a page. */
  constructor(length: number, records: number) {
    this.#length = length
    this.#records = records
    this.#page = pageOf(length * records)
  }

  /** Room for another record, all zeros. */
  take(): Room {
    const free = this.#free.pop()
    if (free) return free
    if (this.#next === this.#records) {
      this.#page = pageOf(this.#length * this.#records)
      this.#next = 0
    }
    return { page: this.#page, at: this.#length * this.#next++ }
  }

  /** The record's owner must not touch it any more. */
  giveBack(room: Room): void {
    room.page.floats.fill(0, room.at, room.at + this.#length)
    this.#free.push(room)
  }

  /** Bytes of a record. */
  get size(): number {
    return 4 * this.#length
  }
}

function pageOf(floats: number): Page {
  const buffer = new ArrayBuffer(4 * floats)
  return { floats: new Float32Array(buffer), words: new Uint16Array(buffer), bytes: new Uint8Array(buffer) }
}
