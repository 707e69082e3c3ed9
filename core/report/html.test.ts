import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incident } from '../correlate/incident.ts'
import type { Alert } from '../detect/alert.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { Store } from '../store/store.ts'
import { addRule } from '../store/suppression.ts'
import { createBatch } from '../store/batch.fixture.ts'
import { coverageSection } from './coverage-section.ts'
import { renderReport } from './html.ts'
import { html } from './markup.ts'

let store: Store
beforeEach(() => {
  store = new Store(':memory:')
  store.beginImport('import', 0, { fingerprint: 'files' })
})
afterEach(() => store.close())

const hostile = '<img src=x onerror=alert(1)>'

function createIncident(id: string): Incident {
  const entities = {
    users: ['alice'],
    sourceIps: [],
    assignedIps: [],
    destinations: [],
    devices: [],
    countries: [],
  }
  return {
    id,
    title: `Password spray against ${hostile}`,
    severity: 'critical',
    score: 93,
    confidence: 0.9,
    start: Date.UTC(2026, 2, 2, 8, 12, 33),
    end: Date.UTC(2026, 2, 2, 9, 0, 0),
    status: 'open',
    entities,
    techniques: [{ id: 'T1110.003', name: 'Password Spraying', tactic: 'Credential Access' }],
    stages: [{ tactic: 'Credential Access', start: 0, end: 1, alerts: ['alert'] }],
    alerts: [
      {
        id: 'alert',
        time: Date.UTC(2026, 2, 2, 8, 12, 33),
        title: 'Password spray',
        score: 90,
        confidence: 0.9,
        severity: 'critical',
        detectors: { iforest: 0.99, ocsvm: 0.9, lof: 0.9, lstm: 0.5 },
        signals: ['password-spray'],
        techniques: ['T1110.003'],
        reasons: [
          { feature: 'users', value: 34, usual: 1, contribution: 60, text: '34 accounts in an hour' },
        ],
        events: [{ source: 'vpn.log', offset: 10, length: 20, line: 2 }],
        originals: [`%ASA-6-113005: user = ${hostile}`],
        entities,
        terms: {
          lines: [
            {
              name: 'password-spray',
              impact: 60,
              confidence: 0.9,
              maturity: 1,
              record: 0.67,
              weight: 1,
              points: 36,
            },
          ],
          circumstances: [],
          held: 0,
        },
        lower: [
          { without: 'model', text: 'if the models had seen nothing unusual', score: 31, severity: 'low' },
        ],
        nearest: [
          { time: 0, text: `bob signed in from ${hostile}`, differs: ['7 GB; there 1 MB'], distance: 1 },
        ],
      },
    ],
    terms: {
      alerts: [{ alert: 'alert', title: 'Password spray', score: 90, weight: 1, points: 90 }],
      others: { count: 0, points: 0 },
      chain: { tactics: 2, factor: 1.15, points: 3 },
      held: 0,
    },
  }
}

describe('renderReport', () => {
  it('says what rules hide, on whose word, and why', () => {
    const { alerts } = createIncident('i')
    store.write('import', createBatch({ alerts, incidents: [createIncident('i')] }))
    expect(renderReport(store, { version: '1' }).html).not.toContain('What rules hide')
    addRule(store, { conditions: { users: ['alice'] }, reason: hostile }, { who: 'ada', now: 0 })
    const { html } = renderReport(store, { version: '1' })
    expect(html).toContain('What rules hide')
    expect(html).toContain('suppress: people alice')
    expect(html).toContain('1970-01-31')
    expect(html).not.toContain(hostile)
    expect(html).toContain('No incident was found')
  })

  it('tells the incident, its reasons and its original lines, and runs nothing from a log', () => {
    const incident = createIncident('i-1')
    store.write('import', createBatch({ alerts: incident.alerts, incidents: [incident] }))
    const { name, html } = renderReport(store, { version: '0.1.0', incident: 'i-1' })
    expect(name).toBe('incident-i-1.html')
    expect(html).toContain('34 accounts in an hour')
    expect(html).toContain('T1110.003 Password Spraying')
    expect(html).toContain('vpn.log:2')
    expect(html).toContain('2026-03-02 08:12:33 UTC')
    expect(html).toContain('impact 60 × confidence 0.9 × baseline 1 × record 0.67 = 36.0')
    expect(html).toContain('low (31) if the models had seen nothing unusual')
    expect(html).toContain('bob signed in from &lt;img src=x onerror=alert(1)&gt;. Here 7 GB; there 1 MB')
    expect(html).toContain('2 tactics in the order of an attack: × 1.15 adds 3.0')
    expect(html).toContain("default-src 'none'")
    expect(html).not.toMatch(/<img|<script/)
  })

  it('tells the risk of who acted, alert by alert', () => {
    const incident = createIncident('i-1')
    const [alert] = incident.alerts
    const scan = { ...alert, signals: ['port-scan'], techniques: ['T1046'], title: 'Port scan' } as Alert // alert is there
    store.write('import', createBatch({ alerts: [scan], incidents: [{ ...incident, alerts: [scan] }] }))
    const { html } = renderReport(store, { version: '0.1.0', incident: 'i-1' })
    expect(html).toMatch(/alice <span class="small">person<\/span>/)
    expect(html).toMatch(/34\.5: Port scan/)
  })

  it('tells what the data cannot show, and nothing where it shows all', () => {
    const scenario = { number: 1, name: 'Impossible travel', signals: [], reasons: [], advice: [] }
    const report = (state: 'seen' | 'blind') => {
      const coverage = [{ ...scenario, state, reasons: ['No flows.'], advice: ['Log connections.'] }]
      // The section reads nothing else.
      return coverageSection([{ started: 0, coverage } as Partial<ImportReport> as ImportReport])
    }
    const { text } = html`${report('blind')}`
    expect(text).toContain('1 of 1 attack scenarios cannot be seen')
    expect(text).toMatch(/Impossible travel.*No flows\..*Log connections\./s)
    expect(report('seen')).toBe('')
  })

  it('says when nothing was found', () => {
    expect(renderReport(store, { version: '0.1.0' }).html).toContain('No incident was found')
  })

  it('refuses an incident that is not there', () => {
    expect(() => renderReport(store, { version: '0.1.0', incident: 'gone' })).toThrow(/not in the workspace/)
  })
})
