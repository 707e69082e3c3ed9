import { expect, test } from 'vitest'
import { actKinds, type Act } from '../event/act.ts'
import { actOf } from '../features/act.fixture.ts'
import { featureCount } from '../features/catalogue.ts'
import { Featuriser } from '../features/featuriser.ts'
import { createTrainingSet } from './training-set.ts'
import { minute } from '../event/time-units.ts'

const monday = Date.UTC(2026, 2, 2, 9)
const login = (minutes: number, change: Partial<Act> = {}): Act =>
  actOf({ time: monday + minutes * minute, ...change })
const failure = (minutes: number, change: Partial<Act> = {}): Act =>
  login(minutes, { kind: 'attempt', outcome: 'failure', ...change })
const logins = (count: number): Act[] => Array.from({ length: count }, (_, i) => login(i))
const historyOf = (acts: Act[]) => [new Featuriser().featurise(acts)]

test('the first fifth does not teach, nor do notices and acts that may not', () => {
  const acts = logins(20)
  acts[10] = login(10, { kind: 'notice' })
  const batches = historyOf(acts)
  const set = createTrainingSet([batches], (act) => act.time !== monday + 12 * minute)
  expect(set.count).toBe(20 - 4 - 2)
  expect([...set.kinds]).toEqual(Array.from({ length: 14 }, () => actKinds.indexOf('start')))
  expect(set.rows.subarray(0, featureCount)).toEqual(
    batches[0]?.rows.subarray(4 * featureCount, 5 * featureCount),
  )
})

test('of more than five failures within an hour, of one address or one person, the rest does not teach', () => {
  const taught = (failures: Act[]) =>
    createTrainingSet([historyOf([...logins(5 * failures.length), ...failures])]).count
  const calm = (failures: Act[]) => 6 * failures.length - Math.floor(1.2 * failures.length) - failures.length
  const guesses = (count: number, change: (i: number) => Partial<Act>, every = 1) =>
    Array.from({ length: count }, (_, i) => failure(100 + i * every, change(i)))
  const spray = guesses(12, (i) => ({ user: `user${i}` }))
  expect(taught(spray)).toBe(calm(spray) + 5)
  const distributed = guesses(12, (i) => ({ sourceIp: `198.51.100.${i}` }))
  expect(taught(distributed)).toBe(calm(distributed) + 5)
  const slow = guesses(12, () => ({}), 13)
  expect(taught(slow)).toBe(calm(slow) + 12)
})

test('people of two organisations are told apart, though their names are the same', () => {
  const { users, count } = createTrainingSet([historyOf(logins(10)), historyOf(logins(10))])
  expect(count).toBe(16)
  expect([...users]).toEqual([...Array.from({ length: 8 }, () => 0), ...Array.from({ length: 8 }, () => 1)])
})
