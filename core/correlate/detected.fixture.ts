import { batchOf, createDetector, detect, scoresOf } from '../detect/detect.fixture.ts'
import type { Act } from '../event/act.ts'
import { Correlator } from './correlator.ts'
import type { Incident } from './incident.ts'
import { createRng } from '../models/rng.ts'

/**
 * Incidents that acts give, most severe first: by the real detector, with scores of models that find nothing in
 * particular, in batches of `size`.
 */
export function incidentsIn(unsorted: readonly Act[], size = 256): Incident[] {
  const acts = unsorted.toSorted((a, b) => a.time - b.time)
  const detector = createDetector()
  const correlator = new Correlator()
  const random = createRng(5)
  const incidents = new Map<string, Incident>()
  for (let at = 0; at < acts.length; at += size) {
    const batch = acts.slice(at, at + size)
    const { findings } = detect(
      detector,
      batchOf(batch),
      scoresOf(batch.map(() => 1e-4 + (1 - 1e-4) * random())),
    )
    const { changed, absorbed, closed } = correlator.add(findings)
    for (const incident of [...changed, ...closed]) incidents.set(incident.id, incident)
    for (const { id } of absorbed) incidents.delete(id)
  }
  return [...incidents.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}
