import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incident } from '../correlate/incident.ts'
import type { Alert } from '../detect/alert.ts'
import { migrations } from './migrations.ts'
import { readOverview } from './overview.ts'
import { Store } from './store.ts'
import type { StoreBatch } from './write-batch.ts'
import { createBatch } from './batch.fixture.ts'
import { bucketMs, emptyTally } from './tally.ts'
import { WorkspaceError } from './workspace-error.ts'

let folder: string
let store: Store

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-store-'))
  store = new Store(join(folder, 'workspace.sqlite'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const nobody = { users: [], sourceIps: [], assignedIps: [], destinations: [], devices: [], countries: [] }

function createAlert(id: string, time = 1000): Alert {
  return {
    id,
    time,
    title: `alert ${id}`,
    score: 50,
    confidence: 0.5,
    severity: 'medium',
    detectors: { iforest: 0.9, ocsvm: 0.8, lof: 0.7, lstm: 0.6 },
    signals: ['password-spray'],
    techniques: ['T1110.003'],
    reasons: [],
    events: [{ source: 'a.log', offset: 0, length: 4, line: 1 }],
    originals: ['line'],
    entities: nobody,
  }
}

function createIncident(id: string, alerts: Alert[]): Incident {
  return {
    id,
    title: `incident ${id}`,
    severity: 'high',
    score: 70,
    confidence: 0.8,
    start: 0,
    end: 1,
    status: 'open',
    entities: nobody,
    techniques: [],
    stages: [],
    alerts,
  }
}

function write(alerts: Alert[], incidents: Incident[], absorbed: StoreBatch['absorbed'] = []): void {
  store.write('import-1', createBatch({ alerts, incidents, absorbed }))
}

describe('Store', () => {
  it('gives back an incident with its alerts in time order', () => {
    store.beginImport('import-1', 0, { fingerprint: 'files' })
    const [late, early] = [createAlert('late', 2000), createAlert('early', 1000)]
    write([late, early], [createIncident('i', [late, early])])
    expect(store.incident('i')?.alerts.map((alert) => alert.id)).toEqual(['early', 'late'])
    expect(store.incidents()).toMatchObject([{ id: 'i', alertCount: 2, status: 'open' }])
  })

  it("keeps the analyst's status when an incident grows", () => {
    store.beginImport('import-1', 0, { fingerprint: 'files' })
    write([createAlert('a')], [createIncident('i', [createAlert('a')])])
    store.setStatus('i', 'investigating')
    write([createAlert('b')], [createIncident('i', [createAlert('a'), createAlert('b')])])
    expect(store.incident('i')).toMatchObject({ status: 'investigating', alerts: { length: 2 } })
  })

  it('drops an incident that became part of another', () => {
    store.beginImport('import-1', 0, { fingerprint: 'files' })
    const [a, b] = [createAlert('a'), createAlert('b')]
    write([a, b], [createIncident('old', [a]), createIncident('new', [b])])
    write([], [createIncident('old', [a, b])], [{ id: 'new', into: 'old' }])
    expect(store.incidents().map((incident) => incident.id)).toEqual(['old'])
    expect(store.incident('old')?.alerts).toHaveLength(2)
  })

  it('commits a batch whole or not at all when the disk is full', () => {
    store.beginImport('import-1', 0, { fingerprint: 'files' })
    write([createAlert('kept')], [])
    const pages = Number(store.connection.pragma('page_count', { simple: true }))
    store.connection.pragma(`max_page_count = ${pages + 2}`)
    const many = Array.from({ length: 500 }, (_, n) => createAlert(`lost-${n}`))
    expect(() => write(many, [])).toThrow(/disk that holds .*workspace\.sqlite is full: free some space/)
    expect([...store.alerts()].map((alert) => alert.id)).toEqual(['kept'])
  })

  it('adds neighbouring buckets up for the overview and keeps empty ones', () => {
    store.beginImport('import-1', 0, { fingerprint: 'files' })
    const tally = emptyTally()
    const bucket = { attempt: 1, start: 0, end: 0, flow: 0, peak: 0.25, alerts: 0 }
    tally.buckets.set(0, bucket)
    tally.buckets.set(bucketMs, bucket)
    tally.buckets.set(999 * bucketMs, { ...bucket, peak: 0.75 })
    store.write('import-1', createBatch({ tally }))
    const { series } = readOverview(store)
    expect(series.bucketMs).toBe(3 * bucketMs)
    expect(series.attempts).toHaveLength(334)
    expect([series.attempts[0], series.attempts[1], series.attempts.at(-1)]).toEqual([2, 0, 1])
    expect([series.peakAnomaly[0], series.peakAnomaly[1], series.peakAnomaly.at(-1)]).toEqual([
      0.25,
      null,
      0.75,
    ])
  })
})

describe('openDatabase', () => {
  it('refuses a workspace of a newer version and leaves it as it is', () => {
    const path = join(folder, 'newer.sqlite')
    const newer = new Database(path)
    newer.pragma(`user_version = ${migrations.length + 1}`)
    newer.close()
    expect(() => new Store(path)).toThrow(WorkspaceError)
    expect(() => new Store(path)).toThrow(
      /newer\.sqlite was written by a newer version of Sonic.*update Sonic/,
    )
  })

  it('says what a file is that is no workspace', () => {
    const path = join(folder, 'vpn.log')
    writeFileSync(path, 'Mar 02 2026 08:12:33 gw : %ASA-6-113004: …\n'.repeat(50))
    expect(() => new Store(path)).toThrow(/vpn\.log is not a Sonic workspace/)
  })

  it('names a folder that cannot be made', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => new Store(join(folder, 'file', 'workspace.sqlite'))).toThrow(
      /The workspace .*file.* cannot be used/,
    )
  })
})

it('keeps an alert that is told twice in its incident, and hands it over to a later import', () => {
  const { connection } = store
  const alert = createAlert('a')
  const incidents = [createIncident('i', [alert])]
  const owner = () =>
    connection
      .prepare<[], { import: string; incident: string | null }>('SELECT import, incident FROM alerts')
      .all()
  store.beginImport('import-1', 0, { fingerprint: 'files' })
  write([alert], incidents)
  store.write('import-1', createBatch({ alerts: [alert] }))
  expect(owner()).toEqual([{ import: 'import-1', incident: 'i' }])
  store.beginImport('import-2', 1, { fingerprint: 'grown files' })
  store.write('import-2', createBatch({ alerts: [alert] }))
  expect(owner()).toEqual([{ import: 'import-2', incident: null }])
})

it('adds the repeats of an alert, also of an earlier batch', () => {
  store.beginImport('import-1', 0, { fingerprint: 'files' })
  write([createAlert('a')], [])
  const repeats = { count: 2, first: 1, last: 2, events: [], originals: [], entities: nobody }
  store.write('import-1', createBatch({ repeats: new Map([['a', repeats]]) }))
  expect([...store.alerts()]).toEqual([{ ...createAlert('a'), repeats }])
})
