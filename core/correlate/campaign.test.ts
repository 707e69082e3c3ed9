import { describe, expect, it } from 'vitest'
import type { Act } from '../event/act.ts'
import {
  attacker,
  broadband,
  day,
  failure,
  flow,
  hosting,
  hour,
  login,
  logout,
  monday,
  sydney,
  times,
  workdays,
} from '../detect/signals/signals.fixture.ts'
import { megabyte, minute, second } from '../detect/signals/units.ts'
import { incidentsIn } from './detected.fixture.ts'
import type { Incident } from './incident.ts'

const people = ['alice', 'bob', 'cem', 'dan', 'eva', 'fay', 'gus', 'hal']
/** A month of working mornings at home, so that signals know their people. */
const known = people.flatMap((user, i) =>
  workdays(user, monday, 30, { sourceIp: `84.10.0.${i}`, deviceId: `laptop-${user}` }).flatMap((start, d) => [
    { ...start, sessionId: `${user}-${d}` },
    logout(start.time + 8 * hour, user, start.sourceIp, {
      sessionId: `${user}-${d}`,
      duration: 8 * hour,
      bytesUp: 20 * megabyte,
      bytesDown: 200 * megabyte,
    }),
  ]),
)
const night = monday + 16 * hour
const away = { place: sydney, network: hosting }
const inner = '10.8.0.99'
const from = { assignedIp: inner, deviceId: 'kali', sessionId: 'x', ...away }

const entry = (time: number, user: string): Act => login(time, user, attacker, from)
const scan = (time: number, user: string): Act[] =>
  times(60, time, second).map((t, i) =>
    flow(t, user, `10.1.2.${i}`, 445, { sourceIp: inner, assignedIp: inner, bytesUp: 60, ...away }),
  )
const upload = (time: number, user: string): Act[] =>
  times(40, time, minute).map((t) =>
    flow(t, user, '45.77.1.2', 443, {
      sourceIp: inner,
      assignedIp: inner,
      bytesUp: 100 * megabyte,
      bytesDown: megabyte,
      ...away,
    }),
  )
const hundredFailures = times(100, night, 10 * second).map((t) => failure(t, 'alice', attacker, away))

function serious(acts: readonly Act[]): Incident[] {
  return incidentsIn([...known, ...acts]).filter(({ severity }) => severity !== 'low')
}

describe('what belongs together', () => {
  it('a spray over 300 names from 40 addresses is one incident', () => {
    const tries = times(600, night, 12 * second).map((t, i) =>
      failure(t, `user${i % 300}`, `45.1.1.${Math.floor(i / 6) % 40}`, { network: broadband, place: sydney }),
    )
    const incidents = serious(tries)
    expect(incidents).toHaveLength(1)
    expect(incidents[0]?.entities.sourceIps).toHaveLength(40)
    // Signals speak again when their count has doubled; those tried after the last time are not named.
    expect(incidents[0]?.entities.users.length).toBeGreaterThan(250)
  })

  it('a success after a hundred failures raises it', () => {
    const [before, ...none] = serious(hundredFailures)
    const [after, ...others] = serious([...hundredFailures, entry(night + hour / 2, 'alice')])
    expect([none, others]).toEqual([[], []])
    expect(before?.id).toBe(after?.id)
    expect(after?.score).toBeGreaterThan((before?.score ?? 100) + 10)
    expect(after?.stages.map(({ tactic }) => tactic)).toEqual(['Credential Access', 'Initial Access'])
  })

  it('scan and upload after a suspicious sign-in join it, in kill-chain order', () => {
    const [incident, ...others] = serious([
      entry(night, 'alice'),
      ...scan(night + 5 * minute, 'alice'),
      ...upload(night + 20 * minute, 'alice'),
    ])
    expect(others).toEqual([])
    expect(incident?.stages.map(({ tactic }) => tactic)).toEqual([
      'Initial Access',
      'Discovery',
      'Lateral Movement',
      'Exfiltration',
    ])
    const [alone] = serious([entry(night, 'alice')])
    expect(incident?.score).toBeGreaterThan(alone?.score ?? 100)
  })

  it('a list played from two machines of one provider, each name once, is one incident', () => {
    const tries = (source: string, first: number): Act[] =>
      times(40, night + first * second, 2 * second).map((t, i) =>
        failure(t, `name${first}-${i}`, source, away),
      )
    const list = [...tries('45.1.1.1', 0), ...tries('45.2.2.2', 1)]
    expect(serious(list)).toHaveLength(1)
    const elsewhere = list.map((act) =>
      act.sourceIp === '45.2.2.2' ? { ...act, network: { ...hosting, number: 14061 } } : act,
    )
    expect(serious(elsewhere)).toHaveLength(2)
  })
})

describe('what stays apart', () => {
  it('two unrelated anomalies of a busy gateway', () => {
    const incidents = serious([
      entry(night, 'alice'),
      ...upload(night + 10 * minute, 'bob').map((act) => ({
        ...act,
        sourceIp: '10.8.0.7',
        assignedIp: '10.8.0.7',
      })),
    ])
    expect(new Set(incidents.map(({ entities }) => entities.users.join()))).toEqual(new Set(['alice', 'bob']))
  })

  it('an intrusion, and a spray hours later that only tries the same name', () => {
    const tries = times(60, night + 5 * hour, 10 * second).map((t, i) =>
      failure(t, people[i % 8] ?? '', '45.9.9.9', { network: broadband, place: sydney }),
    )
    const incidents = serious([entry(night, 'alice'), ...scan(night + minute, 'alice'), ...tries])
    expect(incidents).toHaveLength(2)
  })
})

describe('an incident that goes on', () => {
  it('keeps its id and only grows, whatever the batch', () => {
    const acts = [
      ...known,
      ...hundredFailures,
      entry(night + hour / 2, 'alice'),
      ...scan(night + hour, 'alice'),
      ...upload(night + day / 2, 'alice'),
    ]
    const [whole] = incidentsIn(acts)
    let seen: Incident | undefined
    for (const count of [50, 100, 101, 161, 201]) {
      const [part] = incidentsIn(acts.slice(0, known.length + count)).filter(
        ({ severity }) => severity !== 'low',
      )
      expect(part?.id).toBe(whole?.id)
      const ids = new Set(part?.alerts.map(({ id }) => id))
      expect(seen?.alerts.every(({ id }) => ids.has(id)) ?? true).toBe(true)
      expect(part?.score).toBeGreaterThanOrEqual(seen?.score ?? 0)
      seen = part
    }
    expect(incidentsIn(acts, 1)).toEqual(incidentsIn(acts, 333))
  })
})
