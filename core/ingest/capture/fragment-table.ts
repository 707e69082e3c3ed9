import type { Packet } from './packet.ts'

/** RFC 8200: what is not complete after a minute is given up. */
const longestWait = 60e6
const mostDatagrams = 1024
const mostFragments = 64
const mostBytes = 65_535

interface Piece {
  position: number
  bytes: Buffer
}

interface Datagram {
  micros: number
  pieces: Piece[]
  received: number
  /** Known once the last fragment has come. */
  total: number | undefined
}

/** IP packets of which fragments are still missing. Bounded: the oldest is given up for the newest. */
export class FragmentTable {
  /** Packets given up, because a fragment never came or there were too many. */
  incomplete = 0
  readonly #datagrams = new Map<string, Datagram>()

  /**
   * Takes the fragment at `packet.at`. true: it was the last missing one, and `packet` is now the whole packet in a
   * buffer of its own, with the header that begins at `header` before it.
   */
  add(packet: Packet, header: number, id: number, position: number, more: boolean): boolean {
    this.#giveUpOld(packet.micros)
    const { addresses, addressLength, bytes } = packet
    const ends = bytes.toString('latin1', addresses, addresses + 2 * addressLength)
    const key = `${ends}${id}/${packet.protocol}`
    const datagram = this.#datagrams.get(key) ?? this.#open(key, packet.micros)
    const piece = bytes.subarray(packet.at, packet.end)
    const end = position + piece.length
    if (end > mostBytes || datagram.pieces.length >= mostFragments) return this.#giveUp(key)
    if (datagram.pieces.some((known) => known.position === position)) return false
    datagram.pieces.push({ position, bytes: Buffer.from(piece) })
    datagram.received += piece.length
    if (!more) datagram.total = end
    if (datagram.total === undefined || datagram.received < datagram.total) return false
    this.#datagrams.delete(key)
    return this.#assemble(packet, header, datagram.pieces, datagram.total)
  }

  /** Call at the end of the capture. */
  finish(): void {
    this.incomplete += this.#datagrams.size
    this.#datagrams.clear()
  }

  #open(key: string, micros: number): Datagram {
    const datagram: Datagram = { micros, pieces: [], received: 0, total: undefined }
    this.#datagrams.set(key, datagram)
    if (this.#datagrams.size > mostDatagrams)
      for (const oldest of this.#datagrams.keys()) {
        this.#giveUp(oldest)
        break
      }
    return datagram
  }

  #giveUpOld(micros: number): void {
    for (const [key, datagram] of this.#datagrams) {
      if (micros - datagram.micros < longestWait) return
      this.#giveUp(key)
    }
  }

  #giveUp(key: string): false {
    this.incomplete++
    this.#datagrams.delete(key)
    return false
  }

  #assemble(packet: Packet, header: number, pieces: Piece[], total: number): boolean {
    pieces.sort((a, b) => a.position - b.position)
    let filled = 0
    for (const { position, bytes } of pieces) {
      // Fragments that overlap are an attack; a gap means that some did.
      if (position !== filled) {
        this.incomplete++
        return false
      }
      filled += bytes.length
    }
    const headerLength = packet.version === 4 ? packet.at - header : 40
    packet.addresses -= header
    packet.bytes = Buffer.concat([
      packet.bytes.subarray(header, header + headerLength),
      ...pieces.map(({ bytes }) => bytes),
    ])
    packet.at = headerLength
    packet.end = headerLength + total
    packet.ipBytes = headerLength + total
    packet.missing = 0
    return true
  }
}
