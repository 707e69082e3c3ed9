import { expect, test } from 'vitest'
import { proportion } from './proportion.ts'

test('the score interval of published examples', () => {
  // Newcombe (Statistics in Medicine 17, 1998), table I, method 3.
  const { value, low, high } = proportion(81, 263)
  expect(value).toBeCloseTo(0.308, 4)
  expect([low, high]).toEqual([expect.closeTo(0.2553, 4), expect.closeTo(0.3662, 4)])
  const none = proportion(0, 20)
  expect([none.low, none.high]).toEqual([0, expect.closeTo(0.1611, 4)])
})

test('all of a few is not certain, none of none is not known', () => {
  expect(proportion(29, 29).low).toBeCloseTo(0.883, 3)
  expect(proportion(0, 0).value).toBeNaN()
})
