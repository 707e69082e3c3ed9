import type { Compression } from './compression.ts'
import type { TextEncoding } from './text-encoding.ts'

/** How the reading of one file went; complete once its iteration has ended. */
export interface ReadOutcome {
  compression: Compression
  /** It lies in an archive. */
  isMember: boolean
  encoding: TextEncoding
  /** The first line that was read as Windows-1252, because it is not UTF-8; undefined where there is none. */
  firstWindows1252: number | undefined
  /** Bytes taken from the file itself; for progress against its size on disk. */
  consumed: number
  /** Decompressed bytes. */
  bytes: number
  lines: number
  /** Lines beyond the bound on their length; only their beginning was kept. */
  overlong: number
  /** Lines with bytes that are not UTF-8; each wrong byte reads as U+FFFD. */
  invalidUtf8: number
  /** What ended the reading early, as a sentence that begins with the path. What was read before is good. */
  error: string | undefined
}

export function newOutcome(): ReadOutcome {
  return {
    compression: 'none',
    isMember: false,
    encoding: 'utf-8',
    firstWindows1252: undefined,
    consumed: 0,
    bytes: 0,
    lines: 0,
    overlong: 0,
    invalidUtf8: 0,
    error: undefined,
  }
}
