import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { resources } from '../../core/host/resources.ts'
import { runImport } from '../../core/pipeline/import.ts'
import { exportAlert, exportIncident } from '../../core/report/json.ts'
import { simulate } from '../../core/simulate/simulate.ts'
import { readIncidentRisk } from '../../core/store/risk.ts'
import { Store } from '../../core/store/store.ts'

/** Where the frozen results are, one file an input. */
export const goldenFolder = resolve(import.meta.dirname, '..', '..', 'tests', 'golden')

/** Inputs whose results are frozen; each writes its logs into a folder, and names what is opened. */
export const goldenInputs: Record<string, (folder: string) => Promise<string[]>> = {
  'harbour-office': () => Promise.resolve([resources.example]),
  asa: (folder) => simulated(folder, { format: 'asa', users: 60, days: 21, seed: 41 }),
  fortigate: (folder) => simulated(folder, { format: 'fortigate', users: 40, days: 21, seed: 42 }),
  pcap: (folder) => simulated(folder, { format: 'pcap', users: 6, days: 2, seed: 43 }),
  'several-files': async (folder) => [
    ...(await simulated(join(folder, 'one'), { format: 'asa', users: 25, days: 14, seed: 44 })),
    ...(await simulated(join(folder, 'two'), { format: 'fortigate', users: 25, days: 14, seed: 45 })),
  ],
}

async function simulated(
  out: string,
  options: { format: 'asa' | 'fortigate' | 'pcap'; users: number; days: number; seed: number },
): Promise<string[]> {
  await simulate({ ...options, attacks: 'all', out })
  return readdirSync(out)
    .filter((name) => name !== 'labels.json')
    .sort()
    .map((name) => join(out, name))
}

interface Golden {
  totals: object
  /** Each with the digest of all that is exported of it. */
  incidents: object[]
  alerts: string[]
}

/** What an analysis finds, but for ids and paths. */
export async function analyseGolden(input: (folder: string) => Promise<string[]>): Promise<Golden> {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-golden-'))
  const store = new Store(':memory:')
  try {
    const { totals } = await runImport(
      { id: 'golden', paths: await input(folder) },
      {
        store,
        modelsDir: resources.models,
        signal: new AbortController().signal,
        onProgress: () => {},
        onCommit: () => {},
      },
    )
    const { bytes: _, ...counts } = totals
    return { totals: counts, incidents: incidentsOf(store), alerts: alertsOf(store) }
  } finally {
    store.close()
    rmSync(folder, { recursive: true })
  }
}

function incidentsOf(store: Store): object[] {
  const ids = store.incidents().map(({ id }) => id)
  return ids
    .flatMap((id) => store.incident(id) ?? [])
    .map((incident) => {
      const { alerts, ...own } = exportIncident(incident, readIncidentRisk(store, incident.id)) as {
        alerts: unknown[]
      }
      const { title, severity, score, start, end } = incident
      return { title, severity, score, start, end, alerts: alerts.length, sha256: digestOf(own) }
    })
    .sort((a, b) => b.score - a.score || a.start - b.start || (a.title < b.title ? -1 : 1))
}

function alertsOf(store: Store): string[] {
  return [...store.alerts()]
    .map((alert) => {
      const time = new Date(alert.time).toISOString()
      return `${time} ${alert.severity} ${alert.score} ${alert.title} ${digestOf(exportAlert(alert, undefined))}`
    })
    .sort()
}

/** Ids and paths are left out; the models' levels are cut to what no other processor computes differently. */
function digestOf(value: unknown): string {
  const text = JSON.stringify(value, (key, part: unknown) => {
    if (['id', 'alert', 'file', 'source', 'incident', 'members'].includes(key)) return undefined
    if (key === 'alerts' && Array.isArray(part)) return part.length
    return typeof part === 'number' && !Number.isInteger(part) ? Number(part.toFixed(3)) : part
  })
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
