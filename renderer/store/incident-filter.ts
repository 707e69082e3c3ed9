import type { IncidentSummary, Severity } from '../../core/contract/index.ts'

export interface IncidentFilter {
  /** Words that all have to occur; `user:ann` looks only at users. */
  text: string
  /** Empty: all. */
  severities: Severity[]
}

export const noFilter: IncidentFilter = { text: '', severities: [] }

const fields = {
  user: ({ users }) => users,
  ip: ({ sourceIps }) => sourceIps,
  country: ({ countries }) => countries,
  technique: ({ techniques }) => techniques,
  tactic: ({ tactics }) => tactics,
  status: ({ status }) => [status],
  title: ({ title }) => [title],
} satisfies Record<string, (incident: IncidentSummary) => string[]>

export type FilterField = keyof typeof fields
export const filterFields = Object.keys(fields) as FilterField[]

interface Term {
  field: FilterField | undefined
  value: string
}

/** `user:"ann lee" spray` -> two terms. A word before a colon that is no field is part of the text (an IPv6 address). */
export function parseTerms(text: string): Term[] {
  const terms: Term[] = []
  for (const [word] of text.toLowerCase().matchAll(/[^\s"]*"[^"]*"?|\S+/g)) {
    const colon = word.indexOf(':')
    const field = filterFields.find((name) => name === word.slice(0, colon))
    const value = word.slice(field === undefined ? 0 : colon + 1).replaceAll('"', '')
    if (value !== '') terms.push({ field, value })
  }
  return terms
}

/** The filter text that shows what concerns one value: `user:ann`. */
export function filterFor(field: FilterField, value: string): string {
  return /\s/.test(value) ? `${field}:"${value}"` : `${field}:${value}`
}

export function filterIncidents(incidents: IncidentSummary[], filter: IncidentFilter): IncidentSummary[] {
  const terms = parseTerms(filter.text)
  const { severities } = filter
  return incidents.filter(
    (incident) =>
      (severities.length === 0 || severities.includes(incident.severity)) &&
      terms.every((term) => matches(incident, term)),
  )
}

function matches(incident: IncidentSummary, { field, value }: Term): boolean {
  const texts =
    field === undefined
      ? filterFields.flatMap((name) => fields[name](incident)).concat(incident.severity)
      : fields[field](incident)
  return texts.some((text) => text.toLowerCase().includes(value))
}
