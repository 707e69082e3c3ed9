import type { Compression } from '../compression.ts'

/** Files of archives that are opened together; no evidence collection holds more (ours). */
export const mostMembers = 100_000

/** What holds an archive: a file on disk, or what was unpacked of it. */
export interface Holder {
  /** Bytes. */
  size: number
  open: () => Promise<{ fd: number; close: () => Promise<void> }>
  /** So many bytes from there, fewer at its end, at once: waiting takes longer than reading little does. */
  readNow: (start: number, length: number) => Buffer
}

/** A file in an archive. */
export interface Member {
  /** With `/` between folders, none of them empty, `.` or `..`. */
  name: string
  /** Where its bytes lie in the holder. A zip has a header there, see `hasHeader`. */
  start: number
  hasHeader: boolean
  /** Bytes there. */
  size: number
  packed: Compression | 'deflate'
  /** Epoch ms; 0 where the archive does not say. */
  modified: number
  /** What names the content, where the archive tells a checksum. */
  checksum?: string
  /** Why it can't be read, as the end of "it …". */
  problem?: string
}

export interface Archive {
  holder: Holder
  /** In the order of the archive; two never have the same name. */
  members: ReadonlyMap<string, Member>
  /** Said of the archive as a whole: the end of "it …". */
  note?: string
}

/** Gathers members under names that lead nowhere else and differ. */
export class MemberList {
  readonly members = new Map<string, Member>()
  readonly #times = new Map<string, number>()
  #isFull = false

  /** @returns whether there is room for more */
  add(member: Member): boolean {
    const name = plainName(member.name)
    if (name === '') return true
    if (this.members.size >= mostMembers) {
      this.#isFull = true
      return false
    }
    const free = this.#free(name)
    this.members.set(free, { ...member, name: free })
    return true
  }

  get note(): string | undefined {
    return this.#isFull ? `holds more than ${mostMembers} files: the rest was left out` : undefined
  }

  /** What was appended under a name that is there already is another file. */
  #free(name: string): string {
    let free = name
    while (this.members.has(free)) {
      const times = (this.#times.get(name) ?? 1) + 1
      this.#times.set(name, times)
      free = `${name} (${times})`
    }
    return free
  }
}

function plainName(name: string): string {
  return name
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')
    .replaceAll('\0', '')
}
