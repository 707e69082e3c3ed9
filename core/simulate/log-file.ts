import { basename } from 'node:path'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'

const chunk = 1 << 20

/**
 * A growing log under a temporary name. Lines gather in memory up to a megabyte; then `full` says to `flush`,
 * which waits for the disk. Only `finish` gives the file its name, so an aborted run leaves no half log.
 */
export class LogFile {
  readonly path: string
  readonly name: string
  lines = 0
  bytes = 0
  readonly #handle: FileHandle
  #pending = ''

  private constructor(path: string, handle: FileHandle) {
    this.path = path
    this.name = basename(path)
    this.#handle = handle
  }

  static async create(path: string): Promise<LogFile> {
    return new LogFile(path, await open(`${path}.tmp`, 'w'))
  }

  get full(): boolean {
    return this.#pending.length >= chunk
  }

  append(lines: readonly string[]): void {
    this.#pending += `${lines.join('\n')}\n`
    this.lines += lines.length
  }

  async flush(): Promise<void> {
    if (this.#pending === '') return
    const data = Buffer.from(this.#pending)
    this.#pending = ''
    await this.#handle.appendFile(data)
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
}
