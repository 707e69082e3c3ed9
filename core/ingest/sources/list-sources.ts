import { fstatSync, realpathSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isCapture } from '../capture/is-capture.ts'
import { isEventLog } from '../event-log/is-event-log.ts'
import { byName } from './canonical-order.ts'
import { explain } from './explain.ts'
import { headBytes, nonTextKind } from './content-kind.ts'
import { readBytes, standardInput } from './read-bytes.ts'
import { newOutcome } from './read-outcome.ts'

/** Something to read lines from: a file, or standard input (`-`). */
export interface Source {
  path: string
  /** Bytes on disk; 0 for standard input. */
  size: number
  /** Last modification, epoch ms. */
  modified: number
  /** It holds packets instead of lines. */
  isCapture?: boolean
  /** It is a Windows event log (`.evtx`). */
  isEventLog?: boolean
}

interface SourceProblem {
  path: string
  /** A sentence that begins with the path and says what to do. */
  message: string
}

export interface SourceList {
  /** In the order given, folders expanded in order of name; no file twice. */
  sources: Source[]
  /** What was asked for by name and can't be read. */
  problems: SourceProblem[]
  /** Files in a folder that are no logs. */
  skipped: SourceProblem[]
}

interface Walk {
  list: SourceList
  /** Real paths, so that a loop of symbolic links ends and no file comes twice. */
  seen: Set<string>
  /** Readable files met, also those met before. */
  met: number
}

/** What of these paths can be read, and why the rest can't. Folders are searched to the bottom, hidden files left out. */
export async function listSources(paths: readonly string[]): Promise<SourceList> {
  const walk: Walk = { list: { sources: [], problems: [], skipped: [] }, seen: new Set(), met: 0 }
  for (const path of paths) {
    if (path === standardInput) {
      // A pipe without a time of its own is being written now.
      walk.list.sources.push({ path, size: 0, modified: fstatSync(0).mtimeMs || Date.now() })
      continue
    }
    walk.met = 0
    const problem = await visit(path, walk)
    if (problem !== undefined) walk.list.problems.push({ path, message: `${path} ${problem}` })
    else if (walk.met === 0)
      walk.list.problems.push({ path, message: `${path} holds no log files: name the folder they are in` })
  }
  return walk.list
}

/** Adds what is at `path`; says what is wrong with it. */
async function visit(path: string, walk: Walk): Promise<string | undefined> {
  try {
    // Without waiting, see `readSmall`.
    const info = statSync(path)
    const real = realpathSync.native(path)
    const again = walk.seen.has(real)
    walk.seen.add(real)
    if (info.isDirectory()) {
      if (again) walk.met += 1
      else await visitFolder(path, walk)
      return undefined
    }
    if (!info.isFile()) return 'is neither a file nor a folder; to read a pipe, give it as standard input (-)'
    if (again) {
      walk.met += 1
      return undefined
    }
    const content = await contentOf(path, info.size)
    if (typeof content === 'string') return content
    walk.met += 1
    walk.list.sources.push({ path, size: info.size, modified: info.mtimeMs, ...content })
    return undefined
  } catch (error) {
    return explain(error)
  }
}

async function visitFolder(path: string, walk: Walk): Promise<void> {
  const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort(byName)
  for (const name of names) {
    const inner = join(path, name)
    const problem = await visit(inner, walk)
    if (problem !== undefined) walk.list.skipped.push({ path: inner, message: `${inner} ${problem}` })
  }
}

/** What the first bytes tell, or why they can't be read. */
async function contentOf(
  path: string,
  size: number,
): Promise<Pick<Source, 'isCapture' | 'isEventLog'> | string> {
  if (size === 0) return 'is empty: nothing to read'
  const outcome = newOutcome()
  const pieces: Buffer[] = []
  for await (const chunk of readBytes(path, outcome, { chunkBytes: 2 ** 16 })) {
    pieces.push(Buffer.from(chunk.subarray(0, headBytes)))
    if (outcome.bytes >= headBytes) break
  }
  if (outcome.bytes === 0) return `is empty or damaged ${outcome.compression}: nothing to read`
  const head = Buffer.concat(pieces).subarray(0, headBytes)
  if (isCapture(head)) return { isCapture: true }
  if (isEventLog(head)) return { isEventLog: true }
  const kind = nonTextKind(head)
  return kind === undefined ? {} : `is ${kind}`
}
