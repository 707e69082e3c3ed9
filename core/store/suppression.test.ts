import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAlert } from '../correlate/correlate.fixture.ts'
import type { Incident } from '../correlate/incident.ts'
import { clearedAlertIds } from './cleared.ts'
import { readOverview } from './overview.ts'
import { Store } from './store.ts'
import {
  actor,
  anyDraft,
  anyHistory,
  attack,
  day,
  draft,
  importAlerts,
  routine,
} from './suppression.fixture.ts'
import { addRule, readRules, refreshRules, removeRule, updateRule } from './suppression.ts'
import { dropImports } from './take-over.ts'

/** Everything that screens and files show. */
function shown(store: Store) {
  return {
    incidents: store.incidents().map(({ id }) => store.incident(id)),
    alerts: [...store.alerts()],
    overview: readOverview(store),
    cleared: [...clearedAlertIds(store)].sort(),
  }
}

let store: Store
beforeEach(() => {
  store = new Store(':memory:')
})
afterEach(() => store.close())

describe('suppression', () => {
  it('hides an incident, counts it nowhere, and brings it back exactly', () => {
    importAlerts(store, [...attack, ...routine])
    const before = shown(store)
    const { id } = addRule(store, draft({ users: ['dave'], signals: ['unusual-hour'] }), actor)
    expect(store.incidents().map(({ title }) => title)).not.toContain('dave did unusual-hour')
    expect(readOverview(store).totals).toMatchObject({ alerts: 3, incidents: before.incidents.length - 1 })
    expect(readOverview(store).topUsers.find(({ user }) => user === 'dave')).toMatchObject({
      alerts: 0,
      score: 0,
    })
    expect([...store.alerts()].filter(({ suppressed }) => suppressed === id)).toHaveLength(1)
    expect(readRules(store, actor.now).rules).toMatchObject([{ id, hits: 1, who: 'ada' }])
    expect(store.countImport('import-1')).toEqual({
      alerts: 3,
      suppressed: 1,
      incidents: before.incidents.length - 1,
    })
    removeRule(store, id, actor)
    expect(shown(store)).toEqual(before)
    expect(readRules(store, actor.now).log).toMatchObject([
      { change: 'remove', who: 'ada', rule: { id, reason: 'known' } },
      { change: 'add', who: 'ada', time: actor.now },
    ])
  })

  it('shrinks an incident, which keeps its id and status though its first alert is hidden', () => {
    importAlerts(store, attack)
    const [whole] = store.incidents()
    store.setStatus(whole?.id ?? '', 'investigating')
    addRule(store, draft({ sources: ['198.51.100.0/24'], signals: ['password-spray'] }), actor)
    const left = store.incident(whole?.id ?? '')
    expect(left).toMatchObject({ id: attack[0]?.id, status: 'investigating', alerts: { length: 2 } })
    expect(left?.suppressed?.map(({ id }) => id)).toEqual([attack[0]?.id])
    expect(left?.score).toBeLessThan(whole?.score ?? 0)
  })

  it('ends when it expires, says so once in its log, and applies again when it is prolonged', () => {
    importAlerts(store, [...attack, ...routine])
    const before = shown(store)
    const rule = addRule(store, draft({ users: ['dave'] }, { expires: actor.now + day }), actor)
    expect(refreshRules(store, actor.now + day - 1)).toBe(false)
    expect(refreshRules(store, actor.now + day)).toBe(true)
    expect(refreshRules(store, actor.now + day)).toBe(false)
    expect(shown(store)).toEqual(before)
    const later = { who: 'bob', now: actor.now + 2 * day }
    expect(readRules(store, later.now).rules).toMatchObject([{ isExpired: true, hits: 0 }])
    updateRule(store, { id: rule.id, expires: null }, later)
    const { rules, log } = readRules(store, later.now)
    expect(rules).toMatchObject([{ isExpired: false, hits: 1, expires: null }])
    expect(log.map(({ change, who }) => `${change} ${who}`)).toEqual([
      'update bob',
      'expire Sonic',
      'add ada',
    ])
  })

  it('refuses a rule that is there, one that is over, and one that is not there', () => {
    importAlerts(store, routine)
    const { id } = addRule(store, draft({ users: ['dave'] }), actor)
    expect(() => addRule(store, draft({ users: ['Dave'] }), actor)).toThrow(/such a rule already.*by ada/)
    expect(() => addRule(store, draft({ users: ['x'] }, { expires: 1 }), actor)).toThrow(
      /later date, or never/,
    )
    expect(() => updateRule(store, { id, expires: 1 }, actor)).toThrow(/later date, or never/)
    expect(() => removeRule(store, 'nope', actor)).toThrow(/no rule nope/)
  })

  it('applies to what is imported later', () => {
    addRule(store, draft({ users: ['dave'] }), actor)
    importAlerts(store, [...attack, ...routine])
    expect(store.countImport('import-1')).toMatchObject({ alerts: 3, suppressed: 1 })
    expect(refreshRules(store, actor.now)).toBe(false)
  })
})

describe('clearedAlertIds', () => {
  it('tells alerts of false positives, also while their files are opened again, and those of allow rules', () => {
    importAlerts(store, [...attack, ...routine])
    const ids = attack.map(({ id }) => id).sort()
    const incident = store.incidents().find(({ alertCount }) => alertCount === 3)?.id ?? ''
    store.setStatus(incident, 'false-positive')
    expect([...clearedAlertIds(store)].sort()).toEqual(ids)
    dropImports(store, ['import-1'])
    expect([...clearedAlertIds(store)].sort()).toEqual(ids)
    importAlerts(store, [...attack, ...routine])
    expect(store.incident(incident)?.status).toBe('false-positive')
    store.setStatus(incident, 'closed')
    expect(clearedAlertIds(store).size).toBe(0)
    addRule(store, draft({ users: ['dave'] }, { kind: 'allow' }), actor)
    expect([...clearedAlertIds(store)]).toEqual([routine[0]?.id])
  })

  it('forgets statuses with the workspace, but no rules', () => {
    importAlerts(store, attack)
    store.setStatus(attack[0]?.id ?? '', 'false-positive')
    addRule(store, draft({ users: ['dave'] }), actor)
    store.clear()
    expect(clearedAlertIds(store).size).toBe(0)
    expect(readRules(store, actor.now).rules).toHaveLength(1)
    importAlerts(store, attack)
    expect(store.incident(attack[0]?.id ?? '')?.status).toBe('open')
  })
})

describe('rules over any history', () => {
  it('give what an import would that never saw the hidden alerts, and their removal is the identity', () => {
    fc.assert(
      fc.property(anyHistory, fc.array(anyDraft, { minLength: 1, maxLength: 3 }), (alerts, drafts) => {
        const [real, fresh] = [new Store(':memory:'), new Store(':memory:')]
        try {
          importAlerts(real, alerts)
          for (const [i, { id }] of real.incidents().entries()) if (i % 2) real.setStatus(id, 'closed')
          const states = [shown(real)]
          const made: string[] = []
          for (const one of drafts) {
            try {
              made.push(addRule(real, one, actor).id)
              states.push(shown(real))
            } catch (error) {
              expect(String(error)).toContain('such a rule already')
            }
          }
          const left = [...real.alerts()].filter(({ suppressed }) => suppressed === undefined)
          importAlerts(
            fresh,
            alerts.filter(({ id }) => left.some((one) => one.id === id)),
          )
          const { bodies, totals } = comparable(real)
          expect(bodies).toEqual(comparable(fresh).bodies)
          expect(totals).toEqual(comparable(fresh).totals)
          for (const id of made.toReversed()) {
            states.pop()
            removeRule(real, id, actor)
            expect(shown(real)).toEqual(states.at(-1))
          }
        } finally {
          real.close()
          fresh.close()
        }
      }),
      { numRuns: 25 },
    )
  })

  it('do not depend on the order in which they were made', () => {
    fc.assert(
      fc.property(anyHistory, anyDraft, anyDraft, (alerts, first, second) => {
        const outcomes = [
          [first, second],
          [second, first],
        ].map((drafts) => {
          const one = new Store(':memory:')
          importAlerts(one, alerts)
          for (const [i, made] of drafts.entries())
            try {
              // The same moment, so that it cannot tell which came first.
              addRule(one, { ...made, reason: `rule ${i}` }, actor)
            } catch (error) {
              expect(String(error)).toContain('such a rule already')
            }
          const state = shown(one)
          one.close()
          return state
        })
        expect(outcomes[0]).toEqual(outcomes[1])
      }),
      { numRuns: 15 },
    )
  })
})

/** Incidents without ids and statuses, which outlive the alert that gave them; and what is counted. */
function comparable(store: Store) {
  const incidents = store.incidents().flatMap(({ id }) => store.incident(id) ?? [])
  const bodies = incidents.map(bodyOf).sort()
  const { alerts, incidents: count } = readOverview(store).totals
  return { bodies, totals: { alerts, count } }
}

function bodyOf(incident: Incident): string {
  const { id: _id, status: _status, suppressed: _suppressed, ...body } = incident
  return JSON.stringify(body)
}

it('a workspace holds hostile text in rules as text', () => {
  importAlerts(store, [createAlert({ entities: { devices: [`'; DROP TABLE rules; --`] } })])
  addRule(store, draft({ devices: [`'; DROP TABLE rules; --`] }), actor)
  expect(readRules(store, actor.now).rules).toMatchObject([{ hits: 1 }])
})
