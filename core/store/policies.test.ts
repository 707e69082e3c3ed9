import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deed, hour, monday, spray } from '../correlate/correlate.fixture.ts'
import { Correlator } from '../correlate/correlator.ts'
import { Policies } from './policies.ts'
import { readOverview } from './overview.ts'
import { Store } from './store.ts'
import { addRule, removeRule } from './suppression.ts'
import { countAlert, emptyTally } from './tally.ts'

const alerts = [
  spray(monday, '198.51.100.7', ['alice', 'bob', 'carol']),
  deed(monday + hour, 'alice', 'new-country', 'T1078', {
    score: 60,
    entities: { sourceIps: ['198.51.100.7'] },
  }),
  deed(monday + 2 * hour, 'alice', 'exfiltration', 'T1048', { score: 70 }),
  deed(monday + 3 * hour, 'bob', 'new-country', 'T1078', { score: 50 }),
  deed(monday + 4 * hour, 'alice', 'new-country', 'T1078', { score: 55 }),
]
const actor = { who: 'ada', now: Date.now() }
const draft = { conditions: { users: ['alice'] }, reason: 'She travels' }

let folder: string
let path: string
/** Of the import, and of whoever looks at its workspace meanwhile. */
let importer: Store
let screen: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-policies-'))
  path = join(folder, 'workspace.sqlite')
  importer = new Store(path)
  screen = new Store(path)
})
afterEach(() => {
  importer.close()
  screen.close()
  rmSync(folder, { recursive: true })
})

/** Imports the alerts, one a commit, under the lock of an import. */
function importAlerts(store: Store, onCommit: (committed: number) => void = () => {}): void {
  const hold = store.hold('an import', 'a')
  store.beginImport('a', 0, { fingerprint: 'a' })
  const correlator = new Correlator()
  for (const [i, alert] of alerts.entries()) {
    const { changed, joined, absorbed, closed } = correlator.add([alert])
    const tally = emptyTally()
    countAlert(tally, alert)
    const incidents = [...closed, ...changed].filter(({ id }) => !absorbed.some((one) => one.id === id))
    store.write('a', { alerts: [alert], repeats: new Map(), incidents, joined, absorbed, tally })
    onCommit(i + 1)
  }
  hold.release()
}

function shown(store: Store) {
  return {
    incidents: store.incidents().map(({ id }) => store.incident(id)),
    alerts: [...store.alerts()],
    overview: readOverview(store),
  }
}

/** What a workspace shows in which the rule was made after the import. */
function shownAfterwards(): ReturnType<typeof shown> {
  const store = new Store(':memory:')
  importAlerts(store)
  store.change(() => addRule(store, draft, actor))
  const result = shown(store)
  store.close()
  return result
}

describe('a rule that is made while an import runs', () => {
  it.each([1, 2, 3, 4, 5])('gives what it gives afterwards: after commit %i', (after) => {
    importAlerts(importer, (committed) => {
      if (committed === after) screen.change(() => addRule(screen, draft, actor))
    })
    expect(shown(screen)).toEqual(shownAfterwards())
  })

  it('hides alerts as they are committed, and its removal shows all again', () => {
    const hidden: number[] = []
    let id = ''
    importAlerts(importer, (committed) => {
      if (committed === 2) id = screen.change(() => addRule(screen, draft, actor)).id
      if (committed === 4) screen.change(() => removeRule(screen, id, actor))
      hidden.push([...screen.alerts()].filter(({ suppressed }) => suppressed !== undefined).length)
      expect(screen.incidents().reduce((sum, { alertCount }) => sum + alertCount, 0)).toBeLessThanOrEqual(
        committed,
      )
    })
    expect(hidden).toEqual([0, 1, 2, 0, 0])
    const plain = new Store(':memory:')
    importAlerts(plain)
    expect(shown(screen)).toEqual(shown(plain))
    plain.close()
  })
})

describe('the policies that an import asks for', () => {
  it('are told when somebody has changed a rule or a status, and not otherwise', () => {
    const policies = new Policies(importer)
    expect(policies.refresh()).toMatchObject({ rules: [], verdicts: [] })
    expect(policies.refresh()).toBeUndefined()
    importAlerts(importer)
    expect(policies.refresh()).toBeUndefined()

    const rule = screen.change(() => addRule(screen, draft, actor))
    expect(policies.refresh()?.rules).toMatchObject([{ id: rule.id }])
    expect(policies.refresh()).toBeUndefined()
    screen.change(() => removeRule(screen, rule.id, actor))
    expect(policies.refresh()?.rules).toEqual([])

    const [incident] = screen.incidents()
    screen.setStatus(incident?.id ?? '', 'false-positive')
    expect(policies.refresh()?.cleared.size).toBeGreaterThan(0)
    expect(policies.refresh()).toBeUndefined()
  })

  it('change when a rule ends', () => {
    const expires = actor.now + hour
    screen.change(() => addRule(screen, { ...draft, expires }, actor))
    const policies = new Policies(importer)
    expect(policies.refresh(expires - 1)?.rules).toHaveLength(1)
    expect(policies.refresh(expires - 1)).toBeUndefined()
    expect(policies.refresh(expires)?.rules).toEqual([])
    expect(policies.refresh(expires)).toBeUndefined()
  })
})
