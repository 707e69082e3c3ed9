/** Records of an owner among others': floats begin at `at`, 16-bit words at twice and bytes at four times as much. */
export interface Page {
  floats: Float32Array
  words: Uint16Array
  bytes: Uint8Array
}

/**
 * Records of one length, side by side in large buffers: arrays of one's own would cost every owner another 300 bytes. A
 * buffer is let go with the last of its owners, so there may be as many records as there are owners times those of a page.
 */
export class Pages {
  readonly #length: number
  readonly #records: number
  #page: Page
  #next = 0

  /** `length` of a record, in floats; `records` of a page. */
  constructor(length: number, records: number) {
    this.#length = length
    this.#records = records
    this.#page = pageOf(length * records)
  }

  /** Room for another record, all zeros: `at` in the page that `page` gives now. */
  take(): { page: Page; at: number } {
    if (this.#next === this.#records) {
      this.#page = pageOf(this.#length * this.#records)
      this.#next = 0
    }
    return { page: this.#page, at: this.#length * this.#next++ }
  }
}

function pageOf(floats: number): Page {
  const buffer = new ArrayBuffer(4 * floats)
  return { floats: new Float32Array(buffer), words: new Uint16Array(buffer), bytes: new Uint8Array(buffer) }
}
