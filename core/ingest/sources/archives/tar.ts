import { readSpan } from './span.ts'
import { MemberList, type Archive, type Holder, type Member } from './archive.ts'

const block = 512
/** Longer names and attributes are no archive's (ours). */
const mostAttributes = 2 ** 20

/**
 * Whether a file begins with a tar header: its checksum, the sum of all its bytes with the checksum's own as blanks, is right
 * (POSIX.1-1988, the `ustar` format, and what came before it).
 */
export function isTar(head: Uint8Array): boolean {
  if (head.length < block || head[0] === 0) return false
  const told = octal(head, 148, 8)
  let sum = 8 * 32
  for (let i = 0; i < block; i++) if (i < 148 || i >= 156) sum += head[i] ?? 0
  return told === sum && told > 0
}

/**
 * The members of a tar archive: ustar, GNU (long names, large sizes) and pax (POSIX.1-2001) alike. What follows damage is not
 * found; the archive's note says so.
 */
export async function listTar(holder: Holder): Promise<Archive> {
  const list = new MemberList()
  let at = 0
  let next: { name?: string; size?: number; modified?: number } = {}
  let note: string | undefined
  const { fd, close } = await holder.open()
  try {
    while (at + block <= holder.size) {
      const head = await readSpan(fd, at, block)
      if (head.length < block || head.every((byte) => byte === 0)) break
      if (!isTar(head)) {
        note = `is damaged at byte ${at}: what comes after it was left out`
        break
      }
      const size = next.size ?? number(head, 124, 12)
      const start = at + block
      const type = String.fromCharCode(head[156] ?? 0)
      at = start + Math.ceil(size / block) * block
      if ('LKxg'.includes(type)) {
        const text = (await readSpan(fd, start, Math.min(size, mostAttributes))).toString('utf8')
        if (type === 'L') next.name = text.replace(/\0[^]*/, '')
        if (type === 'x') next = { ...next, ...attributesOf(text) }
        continue
      }
      const member: Member = {
        name: next.name ?? nameOf(head),
        start,
        hasHeader: false,
        size,
        packed: 'none',
        modified: next.modified ?? number(head, 136, 12) * 1000,
      }
      next = {}
      if (type === 'S') member.problem = 'has holes that are not written out: unpack it first'
      if (start + size > holder.size) note = 'is cut short: of its last file what could be read was kept'
      // Folders, links and devices hold nothing.
      if ('0\u00007S'.includes(type) && !list.add({ ...member, size: Math.min(size, holder.size - start) }))
        break
    }
  } finally {
    await close()
  }
  const all = note ?? list.note
  return { holder, members: list.members, ...(all === undefined ? {} : { note: all }) }
}

/** The name of old archives is 100 bytes; ustar's begins in a field of its own, where GNU keeps times. */
function nameOf(head: Buffer): string {
  const name = textAt(head, 0, 100)
  const prefix = head.toString('latin1', 257, 263) === 'ustar\0' ? textAt(head, 345, 155) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/** `LENGTH NAME=VALUE` and a line feed, each. */
function attributesOf(text: string): { name?: string; size?: number; modified?: number } {
  const found: { name?: string; size?: number; modified?: number } = {}
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=')
    const value = line.slice(equals + 1)
    switch (line.slice(line.indexOf(' ') + 1, equals)) {
      case 'path':
        found.name = value
        break
      case 'size':
        if (Number(value) >= 0) found.size = Number(value)
        break
      case 'mtime':
        if (Number(value) > 0) found.modified = Number(value) * 1000
        break
    }
  }
  return found
}

function textAt(head: Buffer, start: number, length: number): string {
  const end = head.indexOf(0, start)
  return head.toString('utf8', start, end < 0 ? start + length : Math.min(end, start + length))
}

/** Octal digits, or (GNU, for what is larger) the bytes of the number after a first one with its highest bit set. */
function number(head: Uint8Array, start: number, length: number): number {
  if (((head[start] ?? 0) & 0x80) === 0) return octal(head, start, length)
  let value = (head[start] ?? 0) & 0x3f
  for (let i = start + 1; i < start + length; i++) value = value * 256 + (head[i] ?? 0)
  return Number.isSafeInteger(value) ? value : 0
}

function octal(head: Uint8Array, start: number, length: number): number {
  let value = 0
  for (let i = start; i < start + length; i++) {
    const digit = (head[i] ?? 0) - 48
    if (digit >= 0 && digit < 8) value = value * 8 + digit
    else if (value > 0) break
  }
  return value
}
