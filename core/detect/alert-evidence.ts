import type { Act } from '../event/act.ts'
import type { Place } from '../event/event.ts'

const keptRecords = 50

/** The records an alert rests on, in order of time: at most 50, the earliest 25 and the latest 25 of them. */
export function alertEvidence(acts: readonly Act[]): { events: Place[]; originals: string[] } {
  const seen = new Set<string>()
  const records: { place: Place; original: string }[] = []
  for (const act of acts.toSorted((a, b) => a.time - b.time)) {
    for (const [i, place] of act.places.entries()) {
      const key = `${place.source}#${place.offset}`
      if (seen.has(key)) continue
      seen.add(key)
      records.push({ place, original: act.originals[i] ?? '' })
    }
  }
  const half = keptRecords / 2
  const kept = records.length <= keptRecords ? records : [...records.slice(0, half), ...records.slice(-half)]
  return { events: kept.map(({ place }) => place), originals: kept.map(({ original }) => original) }
}
