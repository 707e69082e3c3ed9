import { Reject } from '../event/event.ts'
import { readSafely } from './event-batch.ts'
import type { DecodeContext, Decoder } from './decoder.ts'

const day = 86_400_000
/** Years apart in which even a 29 February is read as another one. */
const leapCycle = 4

interface InferredYear {
  /** Of the first line of the source that has no year. */
  year: number
  /** Whether the lines have none. */
  assumed: boolean
}

/**
 * The year of lines that carry none: the chosen one, else that of the file's last writing, or the one before where the first line would
 * lie more than a day after it. Whether lines carry a year is found by reading them under two.
 */
export function inferYear(
  lines: readonly string[],
  decoder: Decoder,
  modified: number,
  zoneOffset: number,
  chosen?: number,
): InferredYear {
  const year = chosen ?? new Date(modified).getUTCFullYear()
  const open = (assumed: number) => decoder.open({ zoneOffset, year: assumed } satisfies DecodeContext)
  const readThis = open(year)
  const readPrevious = open(year - leapCycle)
  for (const line of lines) {
    const here = readSafely(readThis, line)
    const before = readSafely(readPrevious, line)
    if (here === undefined || before === undefined || here instanceof Reject || before instanceof Reject)
      continue
    // Object.is: a record without a time has NaN under both.
    if (Object.is(here['@timestamp'], before['@timestamp'])) continue
    const isFuture = chosen === undefined && here['@timestamp'] > modified + day
    return { year: isFuture ? year - 1 : year, assumed: true }
  }
  return { year, assumed: false }
}

/** Whether the last event lies beyond the last writing of its file, so that an assumed year can't be right. */
export function isBeyond(last: number | undefined, modified: number): boolean {
  return last !== undefined && last > modified + day
}
