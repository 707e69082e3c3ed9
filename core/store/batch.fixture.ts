import type { StoreBatch } from './write-batch.ts'
import { emptyTally } from './tally.ts'

/** A batch that adds `parts`: what is not given is empty, and the alerts of its incidents have joined them. */
export function createBatch(parts: Partial<StoreBatch> = {}): StoreBatch {
  const { incidents = [] } = parts
  return {
    alerts: [],
    repeats: new Map(),
    incidents,
    joined: incidents.flatMap(({ id, alerts }) => alerts.map((alert) => ({ alert: alert.id, incident: id }))),
    absorbed: [],
    tally: emptyTally(),
    ...parts,
  }
}
