import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAlert, deed, hour, monday, spray } from '../correlate/correlate.fixture.ts'
import { Correlator } from '../correlate/correlator.ts'
import type { Alert } from '../detect/alert.ts'
import { Verdicts } from '../detect/verdicts.ts'
import { readFeedback } from './feedback.ts'
import { migrations } from './migrations.ts'
import { readIncidentRisk, readTopRisk } from './risk.ts'
import { Store } from './store.ts'
import { createBatch } from './batch.fixture.ts'
import { dropImports } from './take-over.ts'
import { readVerdicts } from './verdicts.ts'

let store: Store
beforeEach(() => {
  store = new Store(':memory:')
  store.beginImport('import', 0, { fingerprint: 'files' })
})
afterEach(() => store.close())

function write(alerts: Alert[]): string[] {
  const { changed } = new Correlator().add(alerts)
  store.write('import', createBatch({ alerts, incidents: changed }))
  return changed.map(({ id }) => id)
}

describe('risk in a workspace', () => {
  it('is that of who acted in an incident, at its end, with earlier alerts of other incidents', () => {
    const scan = deed(monday - 72 * hour, 'alice', 'port-scan', 'T1046')
    const upload = deed(monday, 'alice', 'exfiltration', 'T1048', {
      score: 60,
      entities: { users: ['alice'], sourceIps: ['203.0.113.9'] },
    })
    const [, last = ''] = write([scan, upload])
    const [person, address, ...more] = readIncidentRisk(store, last)
    expect(more).toEqual([])
    expect(person).toMatchObject({ entity: 'alice', kind: 'person', at: monday })
    expect(person?.contributions.map(({ alert, age }) => [alert, age])).toEqual([
      [upload.id, 0],
      [scan.id, 72 * hour],
    ])
    expect(address).toMatchObject({ entity: '203.0.113.9', score: 22.97, contributions: [{ score: 60 }] })
    expect(person?.series.values.at(-1)).toBe(person?.score)
  })
  it('ranks the workspace by peak, and forgets what was a false alarm or is no longer there', () => {
    const [alarm = ''] = write([
      deed(monday, 'alice', 'exfiltration', 'T1048', { score: 90 }),
      deed(monday + 90 * hour, 'bob', 'port-scan', 'T1046'),
    ])
    expect(readTopRisk(store).map(({ entity, at }) => [entity, at])).toEqual([
      ['alice', monday],
      ['bob', monday + 90 * hour],
    ])
    store.setStatus(alarm, 'false-positive')
    expect(readTopRisk(store).map(({ entity }) => entity)).toEqual(['bob'])
    store.clear()
    expect(readTopRisk(store)).toEqual([])
    expect(readIncidentRisk(store, alarm)).toEqual([])
  })
})

describe('verdicts', () => {
  it('come from the status of incidents, and outlive a new import of the same files', () => {
    const [first = ''] = write([deed(monday, 'alice', 'port-scan', 'T1046')])
    store.setStatus(first, 'false-positive')
    dropImports(store, ['import'])
    const verdicts = readVerdicts(store.connection)
    expect(verdicts).toEqual([{ incident: first, rule: 'port-scan', user: 'alice', confirmed: false }])
    expect(new Verdicts(verdicts).record('port-scan', 'alice')).toBeLessThan(1)
    store.clear()
    expect(readVerdicts(store.connection)).toEqual([])
  })
  it('name the models and every victim, and are taken back with the status', () => {
    const terms = { circumstances: [], held: 0 }
    const line = { name: 'model', impact: 40, confidence: 1, maturity: 1, record: 1, weight: 1, points: 40 }
    const alert = spray(monday, '203.0.113.9', ['a', 'b'], { terms: { ...terms, lines: [line] } })
    const nobody = createAlert({
      time: monday,
      signals: ['port-scan'],
      entities: { sourceIps: ['203.0.113.9'] },
    })
    const [id = ''] = write([alert, nobody])
    store.setStatus(id, 'closed')
    const told = readVerdicts(store.connection).map(({ rule, user, confirmed }) => [rule, user, confirmed])
    expect(told).toEqual([
      ['model', 'a', true],
      ['model', 'b', true],
      ['password-spray', 'a', true],
      ['password-spray', 'b', true],
      ['port-scan', '', true],
    ])
    store.setStatus(id, 'investigating')
    expect(readVerdicts(store.connection)).toEqual([])
  })
})

describe('a workspace of an earlier version', () => {
  it('has its alerts indexed when it is opened', () => {
    const alert = deed(monday, 'alice', 'port-scan', 'T1046', {
      shared: ['62.1.1.1'],
      entities: { users: ['alice'], sourceIps: ['62.1.1.1', '203.0.113.9'] },
    })
    const old = new Database(':memory:')
    for (const step of migrations.slice(0, 2)) old.exec(step)
    old.exec("INSERT INTO imports (id, fingerprint, started) VALUES ('import', 'files', 0)")
    old
      .prepare("INSERT INTO alerts (id, import, time, score, body) VALUES (?, 'import', ?, ?, ?)")
      .run(alert.id, alert.time, alert.score, JSON.stringify(alert))
    for (const step of migrations.slice(2)) old.exec(step)
    expect(readTopRisk({ connection: old }).map(({ kind, entity }) => [kind, entity])).toEqual([
      ['address', '203.0.113.9'],
      ['person', 'alice'],
    ])
    old.close()
  })
})

describe('feedback of a workspace', () => {
  it('holds the alerts of incidents that were judged, and those that were cleared', () => {
    const terms = { lines: [], circumstances: [{ name: 'outcome', odds: 1.5, text: '', points: 1 }], held: 0 }
    const [real = '', alarm = ''] = write([
      deed(monday, 'alice', 'exfiltration', 'T1048', { terms }),
      deed(monday + 90 * hour, 'bob', 'port-scan', 'T1046', { terms }),
      deed(monday + 180 * hour, 'carol', 'port-scan', 'T1046', { terms }),
    ])
    store.setStatus(real, 'closed')
    store.setStatus(alarm, 'false-positive')
    const { judged, cleared } = readFeedback(store.connection)
    expect(judged.map(({ confirmed }) => confirmed)).toEqual([false, true])
    expect(judged[0]?.subject.circumstances).toEqual(terms.circumstances)
    expect(cleared.size).toBe(1)
  })
})
