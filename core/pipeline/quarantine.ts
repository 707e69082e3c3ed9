import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join, parse } from 'node:path'
import { z } from 'zod'
import { reasonOf } from '../settings/replace-file.ts'
import type { Place } from '../event/event.ts'
import type { ImportReport, QuarantineReport } from '../ingest/import-report.ts'

/** Beyond it rejected lines are only counted: a folder of something else must not fill the disk. */
const mostBytes = 256 * 2 ** 20
/** A page is looked for in so many bytes at a time. */
const pageBytes = 2 ** 20

const rowSchema = z.object({
  place: z.object({ source: z.string(), offset: z.number(), length: z.number(), line: z.number() }),
  reason: z.string(),
  original: z.string(),
})

/** A rejected line; an overlong one has only its beginning. */
export type QuarantinedLine = z.infer<typeof rowSchema>

export interface QuarantinePage {
  rows: QuarantinedLine[]
  /** Give it to read on; undefined at the end. */
  next: number | undefined
}

/** Folder of the files that belong to a workspace; undefined for one in memory. */
function quarantineFolder(workspace: string): string | undefined {
  if (workspace === ':memory:') return undefined
  const { dir, name } = parse(workspace)
  return join(dir, `${name}.quarantine`)
}

export function quarantinePath(workspace: string, importId: string): string | undefined {
  const folder = quarantineFolder(workspace)
  // Ids are UUIDs; anything else must not name a file elsewhere.
  return folder !== undefined && /^[\w-]+$/.test(importId) ? join(folder, `${importId}.ndjson`) : undefined
}

/** Takes the rejected lines of an import along to another workspace. @returns its report with their new place */
export async function moveQuarantine(report: ImportReport, workspace: string): Promise<ImportReport> {
  const path = quarantinePath(workspace, report.id)
  if (report.quarantine === undefined || path === undefined) return report
  // It is not there where nothing could be written, or where its folder was moved as a whole.
  if (existsSync(report.quarantine.path)) {
    await mkdir(dirname(path), { recursive: true })
    await rename(report.quarantine.path, path)
  }
  return { ...report, quarantine: { ...report.quarantine, path } }
}

/** Drops those of all imports of a workspace but `ids`: what one that was killed has left. */
export async function keepQuarantines(workspace: string, ids: readonly string[]): Promise<void> {
  const folder = quarantineFolder(workspace)
  if (folder === undefined || !existsSync(folder)) return
  const kept = new Set(ids.map((id) => `${id}.ndjson`))
  for (const name of await readdir(folder))
    if (name.endsWith('.ndjson') && !kept.has(name)) await rm(join(folder, name), { force: true })
}

/** Drops those of all imports of a workspace. */
export async function clearQuarantine(workspace: string): Promise<void> {
  const folder = quarantineFolder(workspace)
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
}

/** Keeps the rejected lines of one import, one JSON object a line. Nothing is written before the first of them. */
export class QuarantineWriter {
  readonly #path: string | undefined
  #file: FileHandle | undefined
  #text: string[] = []
  #size = 0
  #records = 0
  #bytes = 0
  #left = 0
  #error: string | undefined

  constructor(path: string | undefined) {
    this.#path = path
  }

  add(place: Place, reason: string, original: string): void {
    if (this.#path === undefined) return
    const text = `${JSON.stringify({ place, reason, original } satisfies QuarantinedLine)}\n`
    const size = Buffer.byteLength(text)
    if (this.#error !== undefined || this.#bytes + this.#size + size > mostBytes) {
      this.#left += 1
      return
    }
    this.#text.push(text)
    this.#size += size
  }

  /** To be called once a batch. A full disk ends the keeping of rejected lines, not the import. */
  async flush(): Promise<void> {
    if (this.#text.length === 0 || this.#path === undefined) return
    const lines = this.#text
    const size = this.#size
    this.#text = []
    this.#size = 0
    try {
      if (this.#file === undefined) {
        await mkdir(dirname(this.#path), { recursive: true })
        this.#file = await open(this.#path, 'w')
      }
      await this.#file.writeFile(lines.join(''))
      this.#records += lines.length
      this.#bytes += size
    } catch (error) {
      this.#left += lines.length
      this.#error = `${this.#path} could not be written: ${reasonOf(error)}`
      await this.#cut()
    }
  }

  /** Half a line helps nobody, and neither does an empty file. */
  async #cut(): Promise<void> {
    try {
      await this.#file?.truncate(this.#bytes)
      if (this.#bytes === 0 && this.#path !== undefined) await rm(this.#path, { force: true })
    } catch {
      // Reading passes over half a line.
    }
  }

  async close(): Promise<void> {
    await this.flush()
    try {
      await this.#file?.close()
    } finally {
      this.#file = undefined
    }
  }

  report(): QuarantineReport | undefined {
    if (this.#path === undefined || this.#records + this.#left === 0) return undefined
    return {
      path: this.#path,
      records: this.#records,
      bytes: this.#bytes,
      left: this.#left,
      error: this.#error,
    }
  }
}

interface QuarantineQuery {
  /** 0 or the `next` of the page before. */
  from: number
  limit: number
  /** Only lines of this file, and only those with this reason. */
  source?: string
  reason?: string
}

/** A page of a quarantine file. @throws Error with a sentence where it is gone */
export async function readQuarantine(path: string, query: QuarantineQuery): Promise<QuarantinePage> {
  if (!existsSync(path))
    throw new Error(`${path} does not exist: the rejected lines of this import were moved or deleted.`)
  const file = await open(path, 'r')
  try {
    const rows: QuarantinedLine[] = []
    let at = query.from
    let buffer = Buffer.alloc(pageBytes)
    while (rows.length < query.limit) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
      if (bytesRead === 0) return { rows, next: undefined }
      let start = 0
      while (rows.length < query.limit) {
        const end = buffer.indexOf(10, start)
        if (end < 0 || end >= bytesRead) break
        const row = readRow(buffer.toString('utf8', start, end))
        if (row !== undefined && isWanted(row, query)) rows.push(row)
        start = end + 1
      }
      at += start
      if (start > 0) continue
      // The line is longer than the buffer, or the file ends within it.
      if (bytesRead < buffer.length) return { rows, next: undefined }
      buffer = Buffer.alloc(buffer.length * 4)
    }
    return { rows, next: at }
  } finally {
    await file.close()
  }
}

function isWanted({ place, reason }: QuarantinedLine, query: QuarantineQuery): boolean {
  return (
    (query.source === undefined || place.source === query.source) &&
    (query.reason === undefined || reason === query.reason)
  )
}

function readRow(text: string): QuarantinedLine | undefined {
  try {
    return rowSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
