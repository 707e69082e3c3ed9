import { basename } from 'node:path'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { snapLength, type Frame } from './pcap-frame.ts'

const chunk = 1 << 20

/** A growing pcap file (microseconds, Ethernet), like `LogFile`: a packet is to it what a line is to a log. */
export class PcapFile {
  readonly path: string
  readonly name: string
  lines = 0
  bytes = 0
  readonly #handle: FileHandle
  #pending: Buffer[] = []
  #size = 0

  private constructor(path: string, handle: FileHandle) {
    this.path = path
    this.name = basename(path)
    this.#handle = handle
    this.#push(fileHeader())
  }

  static async create(path: string): Promise<PcapFile> {
    return new PcapFile(path, await open(`${path}.tmp`, 'w'))
  }

  get full(): boolean {
    return this.#size >= chunk
  }

  /** @param time epoch ms, fractions are kept to the microsecond. */
  append(time: number, frame: Frame): void {
    const header = Buffer.alloc(16)
    const micros = Math.round(time * 1000)
    header.writeUInt32LE(Math.floor(micros / 1e6), 0)
    header.writeUInt32LE(micros % 1e6, 4)
    header.writeUInt32LE(frame.bytes.length, 8)
    header.writeUInt32LE(frame.length, 12)
    this.#push(header)
    this.#push(frame.bytes)
    this.lines++
  }

  async flush(): Promise<void> {
    const data = Buffer.concat(this.#pending)
    this.#pending = []
    this.#size = 0
    if (data.length > 0) await this.#handle.appendFile(data)
    this.bytes += data.length
  }

  async finish(): Promise<void> {
    await this.flush()
    await this.#handle.close()
    await rename(`${this.path}.tmp`, this.path)
  }

  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined)
    await rm(`${this.path}.tmp`, { force: true })
  }

  #push(bytes: Buffer): void {
    this.#pending.push(bytes)
    this.#size += bytes.length
  }
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(24)
  header.writeUInt32LE(0xa1b2c3d4, 0)
  header.writeUInt16LE(2, 4)
  header.writeUInt16LE(4, 6)
  header.writeUInt32LE(snapLength, 16)
  header.writeUInt32LE(1, 20)
  return header
}
