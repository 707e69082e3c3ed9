/** A message as it came; of one beyond the bound its beginning. */
export interface Frame {
  bytes: Buffer
  isOverlong: boolean
}

/** Enough UTF-8 for what is kept of a message beyond the bound. */
const keptBytes = 1024
/** Digits of a count: a sender that announces more than 10 MB sends no syslog (ours). */
const mostDigits = 7
const [lineFeed, carriageReturn, nul, space, less] = [10, 13, 0, 32, 60]

/**
 * Cuts what comes over a connection into messages. The first bytes tell the framing: `123 <` counts octets (RFC 6587 section
 * 3.4.1, RFC 5425 section 4.3), anything else ends messages with LF, CR LF or NUL (RFC 6587 section 3.4.2). Where octets are
 * counted, line ends between messages, and messages without a count, are taken as they come: some senders mix the two.
 */
export class FrameSplitter {
  readonly #mostBytes: number
  #rest = Buffer.alloc(0)
  #counts: boolean | undefined
  /** Bytes of a message beyond the bound that are still to be passed over. */
  #passOver = 0
  /** The beginning of a line beyond the bound, of which the end has not come. */
  #long: Buffer | undefined

  /** @param mostBytes of a message */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  /** @throws FramingError where nobody can tell any more where messages begin */
  push(chunk: Buffer): Frame[] {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    const frames: Frame[] = []
    for (;;) {
      const used = this.#next(bytes, frames)
      if (used === 0) break
      bytes = bytes.subarray(used)
    }
    // A copy: the chunk belongs to the socket.
    this.#rest = Buffer.from(bytes)
    return frames
  }

  /** What is left when the connection has ended: the last message, whole or not. */
  end(): Frame[] {
    const [rest, long] = [this.#rest, this.#long]
    this.#rest = Buffer.alloc(0)
    this.#long = undefined
    if (long) return [{ bytes: long, isOverlong: true }]
    const counted =
      this.#counts === true ? /^\d{1,7} /.exec(rest.toString('latin1', 0, mostDigits + 1)) : null
    const bytes = rest.subarray(counted?.[0].length ?? 0)
    return bytes.length > 0 ? [{ bytes, isOverlong: false }] : []
  }

  /** @returns bytes used; 0 where more have to come */
  #next(bytes: Buffer, frames: Frame[]): number {
    if (bytes.length === 0) return 0
    if (this.#passOver > 0) {
      const passed = Math.min(this.#passOver, bytes.length)
      this.#passOver -= passed
      return passed
    }
    this.#counts ??= countsOctets(bytes)
    if (this.#counts === undefined) return 0
    if (!this.#counts || this.#long) return this.#line(bytes, frames)
    const first = bytes[0] ?? 0
    if (isEnd(first) || first === carriageReturn) return 1
    if (first === less) return this.#line(bytes, frames)
    return this.#counted(bytes, frames)
  }

  #counted(bytes: Buffer, frames: Frame[]): number {
    const at = bytes.subarray(0, mostDigits + 1).indexOf(space)
    const digits = bytes.toString('latin1', 0, at < 0 ? Math.min(bytes.length, mostDigits + 1) : at)
    if (!/^[1-9]\d*$/.test(digits) || (at < 0 && bytes.length > mostDigits)) throw new FramingError()
    if (at < 0) return 0
    const length = Number(digits)
    const from = at + 1
    const isOverlong = length > this.#mostBytes
    const needed = isOverlong ? Math.min(keptBytes, length) : length
    if (bytes.length < from + needed) return 0
    frames.push({ bytes: copyOf(bytes, from, from + needed), isOverlong })
    this.#passOver = length - needed
    return from + needed
  }

  #line(bytes: Buffer, frames: Frame[]): number {
    const end = endOf(bytes)
    const length = end < 0 ? bytes.length : end
    if (this.#long === undefined && length > this.#mostBytes) this.#long = copyOf(bytes, 0, keptBytes)
    if (end < 0) return this.#long ? length : 0
    if (this.#long) frames.push({ bytes: this.#long, isOverlong: true })
    else {
      const to = bytes[end - 1] === carriageReturn ? end - 1 : end
      if (to > 0) frames.push({ bytes: copyOf(bytes, 0, to), isOverlong: false })
    }
    this.#long = undefined
    return end + 1
  }
}

export class FramingError extends Error {
  override name = 'FramingError'
}

/** undefined: too few bytes to tell. */
function countsOctets(bytes: Buffer): boolean | undefined {
  const head = bytes.toString('latin1', 0, mostDigits + 2)
  if (/^[1-9]\d{0,6} </.test(head)) return true
  return /^[1-9]\d{0,6} ?$/.test(head) && head.length < mostDigits + 2 ? undefined : false
}

/** Of the first line; -1 where it has not come. */
function endOf(bytes: Buffer): number {
  for (let at = 0; at < bytes.length; at++) if (isEnd(bytes[at] ?? 0)) return at
  return -1
}

function isEnd(byte: number): boolean {
  return byte === lineFeed || byte === nul
}

function copyOf(bytes: Buffer, from: number, to: number): Buffer {
  return Buffer.from(bytes.subarray(from, to))
}
