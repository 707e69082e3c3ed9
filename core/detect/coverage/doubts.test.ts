import { expect, it } from 'vitest'
import type { Act } from '../../event/act.ts'
import { failure, flow, login, monday } from '../signals/signals.fixture.ts'
import { doubtsOf } from './doubts.ts'
import { FieldTally } from './field-tally.ts'

function doubts(acts: readonly Act[], records = acts.length): string[] {
  const tally = new FieldTally()
  for (const act of acts) tally.add(act, 0)
  return doubtsOf(tally, records)
}

const nameless = { ...login(monday, 'ada'), user: '' }
const placeless = { ...failure(monday, 'ada'), sourceIp: '' }

it('has none of acts as they should be', () => {
  expect(doubts([login(monday, 'ada'), failure(monday, 'ada'), nameless])).toEqual([])
  expect(doubts([flow(monday, 'ada', '10.0.0.9', 443)])).toEqual([])
  expect(doubts([], 0)).toEqual([])
})

it('doubts records of which nothing became an act', () => {
  expect(doubts([], 12)).toEqual([
    'Nothing in these records became an act (a sign-in, a session, a flow): see whether the format is the right one, and whether the device logs sign-ins.',
  ])
})

it('doubts sign-ins that mostly lack who or from where', () => {
  expect(doubts([nameless, nameless, login(monday, 'ada')])).toEqual([
    '2 of 3 sign-ins do not name a user: see whether the format is the right one, and whether the device logs it.',
  ])
  expect(doubts([placeless])).toEqual([
    'No sign-in (of 1) names a source address: see whether the format is the right one, and whether the device logs it.',
  ])
})
