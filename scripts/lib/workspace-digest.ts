import { createHash } from 'node:crypto'
import { deserialize } from 'node:v8'
import { readOverview } from '../../core/store/overview.ts'
import { readPastImports } from '../../core/store/past-imports.ts'
import { replayEvents } from '../../core/store/replay-events.ts'
import type { Store } from '../../core/store/store.ts'

/** Digests of all that a workspace holds, by what it is; ids of imports and times of the wall clock are left out. */
export function digestWorkspace(store: Store): Record<string, string> {
  const { connection } = store
  const events = createHash('sha256')
  let count = 0
  for (const { id } of readPastImports(store))
    for (const { records, places, originals } of replayEvents(store, id)) {
      count += records.length
      events.update(stable([records, places, originals]))
    }
  const memory = connection
    .prepare<[], { name: string; key: string | number; generation: number; value: Buffer }>(
      "SELECT * FROM memory WHERE key <> 'pipeline.learned' ORDER BY name, key",
    )
    .all()
  const tables = new Map<string, ReturnType<typeof createHash>>()
  for (const { name, key, generation, value } of memory) {
    const hash = tables.get(name) ?? createHash('sha256')
    tables.set(name, hash.update(stable([key, generation, deserialize(value)])))
  }
  const reports = store.imports().map(({ totals, learning, coverage }) => ({ totals, learning, coverage }))
  return {
    alerts: digest([...store.alerts()].sort((a, b) => (a.id < b.id ? -1 : 1))),
    incidents: digest(store.incidents().map(({ id }) => store.incident(id))),
    overview: digest(readOverview(store)),
    reports: digest(reports),
    events: `${count} ${events.digest('hex').slice(0, 12)}`,
    ...Object.fromEntries(
      [...tables].map(([name, hash]) => [`memory ${name}`, hash.digest('hex').slice(0, 12)]),
    ),
  }
}

function digest(value: unknown): string {
  return createHash('sha256').update(stable(value)).digest('hex').slice(0, 12)
}

/** JSON that tells apart what the structured clone algorithm does. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Map) return { map: [...(part as Map<unknown, unknown>)] }
    if (part instanceof Set) return { set: [...(part as Set<unknown>)] }
    if (ArrayBuffer.isView(part)) return { array: [...(part as Uint8Array)].map(String) }
    return typeof part === 'number' && !Number.isFinite(part) ? String(part) : part
  })
}
