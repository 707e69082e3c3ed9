import { fstatSync, realpathSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isCapture } from '../capture/is-capture.ts'
import { isEventLog } from '../event-log/is-event-log.ts'
import { mostMembers, type Archive, type Member } from './archives/archive.ts'
import { deepestArchive, findMember, memberPath } from './archives/find-member.ts'
import { isArchive, openArchive, openNested } from './archives/open-archive.ts'
import { byName, inCanonicalOrder } from './canonical-order.ts'
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
  /** Files met in archives. */
  members: number
}

/**
 * What of these paths can be read, and why the rest can't. Folders and archives are searched to the bottom, hidden
 * files left out.
 */
export async function listSources(paths: readonly string[]): Promise<SourceList> {
  const walk: Walk = { list: { sources: [], problems: [], skipped: [] }, seen: new Set(), met: 0, members: 0 }
  for (const path of paths) {
    if (path === standardInput) {
      // A pipe without a time of its own is being written now.
      walk.list.sources.push({ path, size: 0, modified: fstatSync(0).mtimeMs || Date.now() })
      continue
    }
    walk.met = 0
    const problem = await visit(path, walk)
    if (problem !== undefined) walk.list.problems.push({ path, message: `${path} ${problem}` })
    else if (walk.met === 0) walk.list.problems.push({ path, message: `${path} ${nothingIn(path)}` })
  }
  return walk.list
}

function nothingIn(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
    ? 'holds no log files: name the folder they are in'
    : 'holds no log files that can be read'
}

/** Adds what is at `path`; says what is wrong with it. */
async function visit(path: string, walk: Walk): Promise<string | undefined> {
  try {
    // Without waiting, see `readSmall`.
    const info = statSync(path, { throwIfNoEntry: false })
    if (info === undefined) return await visitWithin(path, walk)
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
    if (content.isArchive) {
      const archive = await openArchive(path)
      return archive && (await visitArchive({ path, modified: info.mtimeMs, archive, depth: 1 }, walk))
    }
    walk.met += 1
    walk.list.sources.push({ path, size: info.size, modified: info.mtimeMs, ...content.kind })
    return undefined
  } catch (error) {
    return explain(error)
  }
}

/** A path that leads through an archive. @throws the file system's error where it leads to nothing */
async function visitWithin(path: string, walk: Walk): Promise<string | undefined> {
  const found = await findMember(path)
  if (found)
    return visitMember({ path, modified: Date.now(), archive: found.archive, depth: 1 }, found.member, walk)
  statSync(path)
  return undefined
}

interface OpenedArchive {
  path: string
  /** Epoch ms, for files of which the archive does not say it. */
  modified: number
  archive: Archive
  /** 1 for one that is no file of another. */
  depth: number
}

/** Adds the files of an archive as those of a folder. */
async function visitArchive(opened: OpenedArchive, walk: Walk): Promise<string | undefined> {
  const { path, archive } = opened
  const members = [...archive.members.values()]
  if (archive.members.has('[Content_Types].xml'))
    return 'is an Office document: export its table as CSV first'
  if (archive.note !== undefined) skip(path, archive.note, walk)
  for (const member of inCanonicalOrder(members, ({ name }) => name)) {
    if (member.name.split('/').some((part) => part.startsWith('.'))) continue
    walk.members += 1
    if (walk.members > mostMembers) return `holds more files than are opened at once (${mostMembers})`
    const inner = memberPath(path, member.name)
    const problem = await visitMember({ ...opened, path: inner }, member, walk)
    if (problem !== undefined) skip(inner, problem, walk)
  }
  return undefined
}

/** @param opened the archive that it lies in, with the member's path */
async function visitMember(opened: OpenedArchive, member: Member, walk: Walk): Promise<string | undefined> {
  const { path, archive, depth } = opened
  const modified = member.modified || opened.modified
  try {
    if (member.problem !== undefined) return member.problem
    const content = await contentOf(path, member.size)
    if (typeof content === 'string') return content
    if (content.isArchive) {
      if (depth === deepestArchive) return `lies in more than ${deepestArchive} archives: unpack it first`
      const nested = await openNested(path, archive, member)
      return nested && (await visitArchive({ path, modified, archive: nested, depth: depth + 1 }, walk))
    }
    walk.met += 1
    walk.list.sources.push({ path, size: member.size, modified, ...content.kind })
    return undefined
  } catch (error) {
    return explain(error)
  }
}

function skip(path: string, problem: string, walk: Walk): void {
  walk.list.skipped.push({ path, message: `${path} ${problem}` })
}

async function visitFolder(path: string, walk: Walk): Promise<void> {
  const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort(byName)
  for (const name of names) {
    const inner = join(path, name)
    const problem = await visit(inner, walk)
    if (problem !== undefined) skip(inner, problem, walk)
  }
}

interface Content {
  isArchive: boolean
  kind: Pick<Source, 'isCapture' | 'isEventLog'>
}

/** What the first bytes tell, or why they can't be read. */
async function contentOf(path: string, size: number): Promise<Content | string> {
  if (size === 0) return 'is empty: nothing to read'
  const outcome = newOutcome()
  const pieces: Buffer[] = []
  for await (const chunk of readBytes(path, outcome, { chunkBytes: 2 ** 16 })) {
    pieces.push(Buffer.from(chunk.subarray(0, headBytes)))
    if (outcome.bytes >= headBytes) break
  }
  if (outcome.bytes === 0)
    return outcome.compression === 'none'
      ? (outcome.error?.replace(`${path} `, '') ?? 'is empty: nothing to read')
      : `is empty or damaged ${outcome.compression}: nothing to read`
  const head = Buffer.concat(pieces).subarray(0, headBytes)
  if (isArchive(head)) return { isArchive: true, kind: {} }
  if (isCapture(head)) return { isArchive: false, kind: { isCapture: true } }
  if (isEventLog(head)) return { isArchive: false, kind: { isEventLog: true } }
  const kind = nonTextKind(head)
  return kind === undefined ? { isArchive: false, kind: {} } : `is ${kind}`
}
