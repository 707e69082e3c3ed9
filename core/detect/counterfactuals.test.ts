import { expect, test } from 'vitest'
import { counterfactuals } from './counterfactuals.ts'
import type { Line } from './priority.ts'
import { signalFactories } from './signals/index.ts'

const line = (name: string, impact: number, confidence: number): Line => ({
  name,
  impact,
  confidence,
  family: name,
})
const hosting = { name: 'network_kind', odds: 1.4, text: '' }
const known = { name: 'device', odds: 0.7, text: '' }

test('tells score and severity without each line and raising circumstance, the lowest first', () => {
  const lines = [line('new-network-hosting', 50, 0.7), line('new-country', 50, 0.6)]
  const lower = counterfactuals(lines, [hosting, known], [])
  expect(lower.map(({ without }) => without)).toEqual(['new-network-hosting', 'new-country', 'network_kind'])
  expect(lower[0]).toMatchObject({
    text: 'if the network were one this person has used',
    severity: 'low',
  })
  // What lowers the odds is no way to lower them.
  expect(lower.map(({ without }) => without)).not.toContain('device')
})

test('one line alone has nothing to take away but the features it hangs on', () => {
  expect(counterfactuals([line('brute-force', 50, 0.7)], [], [])).toEqual([])
  expect(counterfactuals([line('model', 40, 1)], [], ['uploaded 120 MB', 'lasted 2 hours'])).toEqual([
    {
      without: 'features',
      text: 'if it had been as usual: uploaded 120 MB, lasted 2 hours',
      score: 0,
    },
  ])
})

test('every signal has a clause of its own', () => {
  for (const { name } of signalFactories) {
    const [first] = counterfactuals([line(name, 60, 0.9), line('model', 40, 0.5)], [], [])
    expect(first?.text).not.toMatch(/had not been seen$/)
  }
})

test('a rule without a clause of its own still reads', () => {
  const [first] = counterfactuals([line('odd-thing', 60, 0.9), line('model', 40, 0.5)], [], [])
  expect(first?.text).toBe('if odd thing had not been seen')
})
