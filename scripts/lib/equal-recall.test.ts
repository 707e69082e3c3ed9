import { expect, test } from 'vitest'
import { compareAtEqualRecall, recallOf } from './equal-recall.ts'

const alert = (score: number, attack = -1) => ({ score, attack })

test('the system that finds more is made stricter until it finds as many', () => {
  // Ours finds attack 0 at 90 and attack 1 at 40; theirs only attack 0, with four false alerts.
  const ours = [{ attacks: 2, alerts: [alert(90, 0), alert(50), alert(40, 1), alert(30), alert(95)] }]
  const theirs = [{ attacks: 2, alerts: [alert(1, 0), alert(1), alert(1), alert(1), alert(1)] }]
  expect([recallOf(ours), recallOf(theirs)]).toEqual([1, 0.5])
  expect(compareAtEqualRecall(ours, theirs)).toMatchObject({ recall: 0.5, ours: 1, theirs: 4 })
  expect(compareAtEqualRecall(ours, theirs).reduction).toEqual({ value: 0.75, low: 0.75, high: 0.75 })
})

test('theirs is made stricter likewise', () => {
  const ours = [{ attacks: 2, alerts: [alert(95), alert(90, 0), alert(50)] }]
  const theirs = [
    { attacks: 2, alerts: [alert(9), alert(9), alert(8, 1), alert(8, 1), alert(7, 0), alert(6)] },
  ]
  expect(compareAtEqualRecall(ours, theirs)).toMatchObject({ recall: 0.5, ours: 1, theirs: 2 })
})

test('attacks are counted over all organisations, each with its own numbers', () => {
  const outcomes = [
    { attacks: 1, alerts: [alert(1, 0)] },
    { attacks: 3, alerts: [alert(1, 0), alert(1, 0), alert(2)] },
  ]
  expect(recallOf(outcomes)).toBe(0.5)
  expect(compareAtEqualRecall(outcomes, outcomes)).toMatchObject({ ours: 1, theirs: 1 })
})
