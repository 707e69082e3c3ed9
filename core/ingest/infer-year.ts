import { Reject } from '../event/event.ts'
import type { DecodeContext, Decoder } from './decoder.ts'

const day = 86_400_000

export interface InferredYear {
  /** Of the first line of the source that has no year. */
  year: number
  /** Whether the lines have none. */
  assumed: boolean
}

/**
 * The year of lines that carry none: that of the file's last writing, or the one before where the first line would
 * lie more than a day after it. Whether lines carry a year is found by reading them under two.
 */
export function inferYear(
  lines: readonly string[],
  decoder: Decoder,
  modified: number,
  zoneOffset: number,
): InferredYear {
  const year = new Date(modified).getUTCFullYear()
  const open = (assumed: number) => decoder.open({ zoneOffset, year: assumed } satisfies DecodeContext)
  const readThis = open(year)
  const readPrevious = open(year - 1)
  for (const line of lines) {
    const here = readThis(line)
    const before = readPrevious(line)
    if (here === undefined || before === undefined || here instanceof Reject || before instanceof Reject)
      continue
    if (here['@timestamp'] === before['@timestamp']) continue
    return { year: here['@timestamp'] > modified + day ? year - 1 : year, assumed: true }
  }
  return { year, assumed: false }
}

/** Whether the last event lies beyond the last writing of its file, so that an assumed year can't be right. */
export function isBeyond(last: number | undefined, modified: number): boolean {
  return last !== undefined && last > modified + day
}
