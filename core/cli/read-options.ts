import { decoders } from '../ingest/decoders/index.ts'
import { UsageError } from './usage-error.ts'

/** @throws UsageError that lists the formats there are */
export function readFormat(name: string | undefined): string | undefined {
  if (name === undefined || decoders.some((decoder) => decoder.name === name)) return name
  const known = decoders.map((decoder) => decoder.name).join(', ')
  throw new UsageError(`There is no format "${name}". Known formats: ${known}.`)
}

/** Minutes east of UTC from `+02:00`, `-0530` or `UTC`. @throws UsageError */
export function readZone(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^(utc|z)$/i.test(text)) return 0
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text)
  const minutes = match ? Number(match[2]) * 60 + Number(match[3]) : Infinity
  if (!match || minutes > 14 * 60) throw new UsageError(`"${text}" is not a time zone: write it as +02:00.`)
  return match[1] === '-' ? -minutes : minutes
}
