import { statSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import type { Archive, Member } from './archive.ts'
import { openArchive, openNested } from './open-archive.ts'

interface FoundMember {
  archive: Archive
  member: Member
}

/** Archives within archives that are opened (ours): a log in a collection in a delivery is three deep. */
export const deepestArchive = 4

/** The place of a member: the archive's path as if it were a folder. */
export function memberPath(archive: string, name: string): string {
  return join(archive, ...name.split('/'))
}

/**
 * What a path leads to that goes through an archive; undefined where it does not, or nothing is there.
 * @throws Error where the archive can't be read
 */
export async function findMember(path: string): Promise<FoundMember | undefined> {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return undefined
  let file = dirname(path)
  while (statSync(file, { throwIfNoEntry: false }) === undefined) {
    if (dirname(file) === file) return undefined
    file = dirname(file)
  }
  if (!statSync(file).isFile()) return undefined
  let archive = await openArchive(file)
  let at = file
  for (let depth = 1; archive !== undefined && depth <= deepestArchive; depth++) {
    const rest = path.slice(at.length + 1).replaceAll(sep, '/')
    const member = archive.members.get(rest)
    if (member) return { archive, member }
    const holding = outermost(archive, rest)
    if (!holding) return undefined
    at = memberPath(at, holding.name)
    archive = await openNested(at, archive, holding)
  }
  return undefined
}

/** The member that a name leads through. */
function outermost({ members }: Archive, name: string): Member | undefined {
  for (let slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
    const member = members.get(name.slice(0, slash))
    if (member) return member
  }
  return undefined
}
