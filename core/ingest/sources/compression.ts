/** How the content of a file is packed. */
export type Compression = 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz'

/** Enough bytes of a file for `compressionOf`. */
export const magicBytes = 6

/** `7zXZ` and a zero, after the first byte (tukaani.org/xz/xz-file-format.txt). */
const xzMagic = [0x37, 0x7a, 0x58, 0x5a, 0x00]

/** Told by the first bytes, whatever the name says. */
export function compressionOf(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd && head[0] === 0x28) return 'zstd'
  // A skippable frame, with which pzstd begins: 0x184d2a50 to 0x184d2a5f.
  if (head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18 && ((head[0] ?? 0) & 0xf0) === 0x50)
    return 'zstd'
  if (head[0] === 0xfd && xzMagic.every((byte, i) => head[i + 1] === byte)) return 'xz'
  return isBzip2(head) ? 'bzip2' : 'none'
}

/** `BZh`, the block size, and the first byte of a block (pi) or of the end (its square root): text begins so, too. */
function isBzip2(head: Uint8Array): boolean {
  const [b, z, h, level = 0, mark] = head
  return (
    b === 0x42 &&
    z === 0x5a &&
    h === 0x68 &&
    level >= 0x31 &&
    level <= 0x39 &&
    (mark === 0x31 || mark === 0x17)
  )
}
