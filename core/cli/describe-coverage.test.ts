import { expect, test } from 'vitest'
import { describeCoverage } from './describe-coverage.ts'

const scenario = (state: 'seen' | 'partly' | 'blind', add = '') => ({
  scenario: 's',
  title: '',
  techniques: [],
  state,
  why: '',
  add,
})

test('counts, and what would help most', () => {
  expect(
    describeCoverage([
      scenario('seen'),
      scenario('blind', 'connections'),
      scenario('partly', 'devices, connections'),
    ]),
  ).toBe(
    'Of 3 attack scenarios these records show 1 fully and 1 in part; 1 cannot be seen. What would help most: connections (2 scenarios).\n',
  )
  expect(describeCoverage([scenario('seen')])).toMatch(/seen\.\n$/)
})
