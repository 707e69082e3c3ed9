import { expect, it } from 'vitest'
import { Memory } from '../memory/memory.ts'
import { Probation } from './probation.ts'
import {
  attacker,
  day,
  failure,
  hosting,
  login,
  monday,
  otherBroadband,
  relay,
  sydney,
} from './signals/signals.fixture.ts'

const abroad = { place: sydney, network: otherBroadband }
const at = (days: number, more: object = abroad) => login(monday + days * day, 'alice', attacker, more)

it('lets a way become usual that was told on three days over a week, and none sooner', () => {
  const probation = new Probation(new Memory())
  expect([0, 0.1, 0.2, 3].map((days) => probation.passes(at(days), 50))).toEqual([false, false, false, false])
  expect(probation.passes(at(6.9), 50)).toBe(false)
  expect(probation.passes(at(7.5), 50)).toBe(true)
  const hurried = new Probation(new Memory())
  expect([0, 1, 2, 3, 4].some((days) => hurried.passes(at(days), 50))).toBe(false)
})

it('knows rented exits as one way, whatever their country, and every country by itself', () => {
  const probation = new Probation(new Memory())
  const exit = (country: string, network = hosting) => ({ place: { ...sydney, country }, network })
  expect(probation.passes(at(0, exit('NL')), 50)).toBe(false)
  expect(probation.passes(at(4, exit('SE', relay)), 50)).toBe(false)
  expect(probation.passes(at(8, exit('US')), 50)).toBe(true)
  expect(probation.passes(at(9), 50)).toBe(false)
})

it('takes less of whoever has shown another way so', () => {
  const probation = new Probation(new Memory())
  const from = (days: number, country: string) =>
    probation.passes(at(days, { place: { ...sydney, country }, network: otherBroadband }), 50)
  expect([from(0, 'AU'), from(4, 'AU'), from(8, 'AU')]).toEqual([false, false, true])
  expect([from(9, 'NL'), from(11, 'NL')]).toEqual([false, true])
  expect([from(12, 'SE'), from(12.5, 'SE')]).toEqual([false, false])
})

it('lets nothing become usual that was told as high, was refused, or names nobody', () => {
  const probation = new Probation(new Memory())
  for (const days of [0, 4, 8, 12]) {
    expect(probation.passes(at(days), 70)).toBe(false)
    expect(probation.passes(failure(monday + days * day, 'alice', attacker, abroad), 50)).toBe(false)
    expect(probation.passes({ ...at(days), user: '' }, 50)).toBe(false)
  }
})
