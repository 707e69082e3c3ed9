import { assumeYear, yearNote } from './assumed-year.ts'
import { readYearlessDates, yearlessDatesOf } from './yearless-dates.ts'
import { sharing } from './sharing.ts'
import { standardInput } from './sources/read-bytes.ts'
import type { ChosenFormat, FormatOptions } from './open-format.ts'
import type { Source } from './sources/list-sources.ts'

const shareNotes = sharing<string[]>()

/**
 * What was chosen, with the year of the first line by all dates of the source where lines have none and nobody named one.
 * @param content the first lines: all that is known of standard input
 * @throws the reason of an aborted signal
 */
export async function settleYear(
  chosen: ChosenFormat,
  content: readonly string[],
  { path, modified }: Source,
  { year, signal }: FormatOptions & { signal?: AbortSignal },
): Promise<ChosenFormat> {
  if (!chosen.isYearAssumed || year !== undefined) return chosen
  const dates = path === standardInput ? yearlessDatesOf(content) : await readYearlessDates(path, signal)
  const settled = dates.length === 0 ? undefined : assumeYear(dates, modified)
  if (settled === undefined) return chosen
  const before = yearNote(chosen.year, modified, false)
  const note = yearNote(settled.year, modified, false, settled.turns)
  return {
    ...chosen,
    year: settled.year,
    notes: shareNotes(chosen.notes.map((other) => (other === before ? note : other))),
  }
}
