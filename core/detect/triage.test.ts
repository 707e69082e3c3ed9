import { describe, expect, it } from 'vitest'
import { Triage } from './triage.ts'
import type { JudgedAlert, TriageSubject } from './triage.ts'

/** A login from a new device: real with a hosting provider, wrong on a device of the person's own. */
function subject(isHosting: boolean): TriageSubject {
  return {
    detectors: { iforest: 0.9, ocsvm: 0.9, lof: 0.9, lstm: 0.5 },
    lines: [{ name: 'impossible-travel', impact: 70, confidence: 0.5, maturity: 1 }],
    circumstances: [{ name: isHosting ? 'network_kind' : 'device' }],
  }
}

const judged = (count: number, wrong = 0): JudgedAlert[] =>
  Array.from({ length: count }, (_, i) => ({
    subject: subject(i % 2 === 0),
    confirmed: i < wrong ? i % 2 === 1 : i % 2 === 0,
  }))

describe('Triage', () => {
  it('says nothing while there are few verdicts, or all say the same', () => {
    expect(Triage.learn(judged(19))).toBeUndefined()
    const allReal = judged(60).map((one) => ({ ...one, confirmed: true }))
    expect(Triage.learn(allReal)).toBeUndefined()
  })

  it('tells a combination that was real from one that was not, under the same rule', () => {
    const triage = Triage.learn(judged(60))
    const real = triage?.circumstance(subject(true))
    expect(real?.odds).toBe(2)
    expect(real?.text).toBe('Of alerts like this one the verdicts so far call 93 % real, of all alerts 50 %')
    expect(triage?.circumstance(subject(false))?.odds).toBe(0.5)
  })

  it('gives the same answer for the same verdicts, and none where they contradict each other', () => {
    expect(Triage.learn(judged(40))?.circumstance(subject(true))).toEqual(
      Triage.learn(judged(40))?.circumstance(subject(true)),
    )
    expect(Triage.learn(judged(60, 30))?.circumstance(subject(true))).toBeUndefined()
  })
})
