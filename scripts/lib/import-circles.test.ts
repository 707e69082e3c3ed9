import { expect, test } from 'vitest'
import { findCircles } from './import-circles.ts'

test('circles are found, and what only leads into one is none', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['b']],
    ['d', ['e']],
    ['e', []],
    ['f', ['g']],
    ['g', ['h']],
    ['h', ['f', 'a']],
  ])
  expect(findCircles(imports)).toEqual([
    ['b', 'c'],
    ['f', 'g', 'h'],
  ])
  expect(findCircles(new Map([['a', ['b']]]))).toEqual([])
})
