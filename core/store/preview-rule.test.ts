import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { previewRule } from './preview-rule.ts'
import { Store } from './store.ts'
import { actor, anyDraft, anyHistory, attack, draft, importAlerts, routine } from './suppression.fixture.ts'
import { addRule, readRules } from './suppression.ts'

let store: Store
beforeEach(() => {
  store = new Store(':memory:')
})
afterEach(() => store.close())

describe('the preview of a rule', () => {
  it('previews what would change and keeps nothing of it', () => {
    importAlerts(store, [...attack, ...routine])
    const before = [store.incidents(), [...store.alerts()]]
    const hiding = draft({ signals: ['unusual-hour', 'exfiltration'] })
    const seen = previewRule(store, hiding, actor.now)
    expect(seen).toMatchObject({ alerts: 2, vanished: 1, changed: 1, appeared: 0 })
    expect(seen.incidents).toMatchObject([
      { before: { alerts: 3 }, after: { alerts: 2 } },
      { before: { alerts: 1 }, after: null },
    ])
    expect([store.incidents(), [...store.alerts()]]).toEqual(before)
    expect(readRules(store, actor.now)).toEqual({ rules: [], log: [] })
    const { id } = addRule(store, hiding, actor)
    expect(readRules(store, actor.now).rules).toMatchObject([{ id, hits: seen.alerts }])
  })

  it('tells of an incident that splits when the alert between its parts is hidden', () => {
    importAlerts(store, attack)
    const seen = previewRule(store, draft({ techniques: ['T1078'] }), actor.now)
    expect(seen).toMatchObject({ alerts: 1, vanished: 0, changed: 1, appeared: 1 })
    expect(seen.incidents.at(-1)).toMatchObject({ id: attack[2]?.id, before: null, after: { alerts: 1 } })
  })

  it('says of any history what the rule then does', () => {
    fc.assert(
      fc.property(anyHistory, fc.array(anyDraft, { minLength: 1, maxLength: 3 }), (alerts, drafts) => {
        const one = new Store(':memory:')
        const stands = () =>
          new Map(one.incidents().map(({ id, score, alertCount }) => [id, { score, alertCount }]))
        const hidden = () => readRules(one, actor.now).rules.reduce((sum, { hits }) => sum + hits, 0)
        try {
          importAlerts(one, alerts.slice(0, 10), 'import-1')
          importAlerts(one, alerts.slice(10), 'import-2')
          const known = new Set<string>()
          for (const made of drafts) {
            const scope = JSON.stringify(made.conditions)
            if (known.has(scope)) continue
            known.add(scope)
            const [before, hiddenBefore] = [stands(), hidden()]
            const seen = previewRule(one, made, actor.now)
            expect([stands(), hidden()]).toEqual([before, hiddenBefore])
            addRule(one, made, actor)
            const after = stands()
            expect(seen.alerts).toBe(hidden() - hiddenBefore)
            expect(seen.vanished).toBe([...before.keys()].filter((id) => !after.has(id)).length)
            expect(seen.appeared).toBe([...after.keys()].filter((id) => !before.has(id)).length)
            for (const { id, after: stand } of seen.incidents)
              expect(after.get(id)).toEqual(
                stand ? { score: stand.score, alertCount: stand.alerts } : undefined,
              )
          }
        } finally {
          one.close()
        }
      }),
      { numRuns: 200 },
    )
  })
})
