import { errorMessage } from '../event/error-message.ts'
import { decoders } from '../ingest/decoders/index.ts'
import { loadMapping, type MappingDocument } from '../ingest/mapping.ts'
import { parseZone } from '../ingest/zone.ts'
import type { ReadingOptions } from '../pipeline/messages.ts'
import type { Settings } from '../settings/settings.ts'
import { wrongWith } from '../settings/settings-file.ts'
import { UsageError } from './usage-error.ts'

/** How logs are to be read, as the command line says it. */
export interface ReadingTexts {
  /** Name of a decoder; otherwise the content decides. */
  format?: string | undefined
  /** Path of a mapping. */
  map?: string | undefined
  /** Zone of times that carry none, `+02:00`. */
  zone?: string | undefined
  /** Year of the first line, where the lines carry none. */
  year?: string | undefined
}

/** @throws UsageError that says which option is wrong */
export async function readReading({ format, map, zone, year }: ReadingTexts): Promise<ReadingOptions> {
  return {
    format: readFormat(format),
    mapping: await readMapping(map, format),
    zoneOffset: readZone(zone),
    year: readYear(year),
  }
}

/** @throws UsageError that lists the formats there are */
function readFormat(name: string | undefined): string | undefined {
  if (name === undefined || decoders.some((decoder) => decoder.name === name)) return name
  const known = decoders.map((decoder) => decoder.name).join(', ')
  throw new UsageError(`There is no format "${name}". Known formats: ${known}.`)
}

/** Minutes east of UTC from `+02:00`, `-0530` or `UTC`. @throws UsageError */
function readZone(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const minutes = parseZone(text.toUpperCase() === 'UTC' ? 'Z' : text)
  if (minutes === undefined) throw new UsageError(`"${text}" is not a time zone: write it as +02:00.`)
  return minutes
}

/** @throws UsageError */
function readYear(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const year = Number(text)
  if (!Number.isInteger(year) || year < 1970 || year > 9999)
    throw new UsageError(`"${text}" is not a year: write it as 2026.`)
  return year
}

/** Alerts a day for one analysis, in place of the setting. @throws UsageError */
export function readBudget(text: string | undefined): Partial<Settings> {
  if (text === undefined) return {}
  const alertBudgetPerDay = Number(text)
  const wrong = wrongWith('alertBudgetPerDay', alertBudgetPerDay)
  if (wrong !== undefined) throw new UsageError(`The alert budget ${wrong}.`)
  return { alertBudgetPerDay }
}

/** A date and time with its zone, ISO 8601: without one nobody knows which moment is meant. */
const isoMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/

/** Epoch ms. @throws UsageError */
export function readMoment(text: string): number {
  const time = isoMoment.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(time))
    throw new UsageError(
      `"${text}" is no moment: write it with its zone, as 2026-03-02T17:00:00Z or …+02:00.`,
    )
  return time
}

/** @throws UsageError that says what is wrong with the file */
async function readMapping(
  path: string | undefined,
  format: string | undefined,
): Promise<MappingDocument | undefined> {
  if (path === undefined) return undefined
  if (format !== undefined && format !== 'csv' && format !== 'json')
    throw new UsageError(`A mapping describes csv or json, not ${format}.`)
  try {
    return await loadMapping(path)
  } catch (error) {
    throw new UsageError(errorMessage(error))
  }
}
