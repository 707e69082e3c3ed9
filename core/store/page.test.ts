import { afterEach, beforeEach, expect, it } from 'vitest'
import { deed, hour, monday } from '../correlate/correlate.fixture.ts'
import { emptyReport } from '../ingest/empty-report.ts'
import { readAll, type Page, type PageRequest } from './page.ts'
import { Store } from './store.ts'
import { actor, draft, importAlerts } from './suppression.fixture.ts'
import { addRule, readListedRules, readRuleLog } from './suppression.ts'

let store: Store
beforeEach(() => {
  store = new Store(':memory:')
})
afterEach(() => store.close())

/** Read by pages of so many. */
function readBy<T>(limit: number, read: (request: PageRequest) => Page<T>): T[] {
  const pages: number[] = []
  const items = [
    ...readAll((request) => {
      const page = read({ ...request, limit })
      pages.push(page.items.length)
      return page
    }),
  ]
  expect(pages.slice(0, -1).every((length) => length === limit)).toBe(true)
  return items
}

const idOf = ({ id }: { id: string }) => id

it('incidents and hidden alerts come in pages, in one order, also where scores are the same', () => {
  const users = Array.from({ length: 40 }, (_, index) => `user${index}`)
  const alerts = users.map((user, index) =>
    deed(monday + index * 100 * hour, user, 'unusual-hour', 'T1078', { score: 20 + (index % 3) }),
  )
  importAlerts(store, alerts)
  const all = store.incidents()
  expect(all).toHaveLength(40)
  const sorted = all.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  for (const limit of [1, 7, 40, 41])
    expect(readBy(limit, (request) => store.incidentPage(request)).map(idOf)).toEqual(sorted.map(idOf))
  expect(store.countIncidents()).toEqual({ total: 40, open: 40 })

  const { id } = addRule(store, draft({ signals: ['unusual-hour'] }), actor)
  expect(store.incidents()).toEqual([])
  expect(readBy(9, (request) => store.hiddenPage(id, request)).map(idOf)).toEqual(alerts.map(idOf))
})

it('a page begins behind the one before, whatever has come meanwhile', () => {
  for (const started of [10, 20, 30, 30]) {
    const id = `import-${started}-${store.imports().length}`
    store.finishImport(id, emptyReport(id, 'done', started))
  }
  const first = store.importPage({ limit: 2 })
  store.finishImport('newest', emptyReport('newest', 'done', 40))
  const rest = store.importPage({ limit: 2, after: first.next ?? '' })
  expect([...first.items, ...rest.items].map(({ started }) => started)).toEqual([30, 30, 20, 10])
  expect(rest.next).toBeUndefined()
})

it('rules and their log come in pages', () => {
  const made = Array.from({ length: 5 }, (_, index) =>
    addRule(store, draft({ users: [`user${index}`] }), { ...actor, now: actor.now + index }),
  )
  const rules = readBy(2, (request) => readListedRules(store, request, actor.now))
  expect(rules.map(idOf)).toEqual(made.map(idOf))
  const log = readBy(2, (request) => readRuleLog(store, request))
  expect(log.map(({ rule }) => rule.id)).toEqual(made.map(idOf).toReversed())
})

it.each(['x', '', 'bnVsbA', Buffer.from('[1]').toString('base64url')])(
  'a place like %j is refused',
  (after) => {
    expect(() => store.incidentPage({ limit: 1, after })).toThrow(/no such page/)
  },
)
