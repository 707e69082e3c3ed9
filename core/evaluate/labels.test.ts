import { expect, test } from 'vitest'
import { AttackLines, labelsSchema } from './labels.ts'

const attack = (id: string, lines: object[]) => ({
  id,
  scenario: 'spray',
  start: '2026-03-02T00:00:00.000Z',
  end: '2026-03-02T01:00:00.000Z',
  lines,
})
const labels = labelsSchema.parse({
  attacks: [
    attack('a', [
      { file: 'gw1.log', from: 10, to: 12 },
      { file: 'gw1.log', from: 2, to: 2 },
    ]),
    attack('b', [{ file: 'gw2.log', from: 11, to: 11 }]),
  ],
})

test('a line belongs to the attack whose range holds it, ends included, in its own file only', () => {
  const lines = new AttackLines(labels)
  const at = (source: string, line: number) => lines.attackOf([{ source, line }])
  expect([1, 2, 3, 9, 10, 12, 13].map((line) => at('/logs/gw1.log', line))).toEqual([-1, 0, -1, -1, 0, 0, -1])
  expect(at('C:\\logs\\gw2.log', 11)).toBe(1)
  expect(at('/logs/old-gw1.log', 10)).toBe(-1)
  expect(
    lines.attackOf([
      { source: 'gw1.log', line: 5 },
      { source: 'gw2.log', line: 11 },
    ]),
  ).toBe(1)
})

test('records of several attacks name them all', () => {
  const places = [2, 11, 5].flatMap((line) => [
    { source: 'gw1.log', line },
    { source: 'gw2.log', line },
  ])
  expect(new AttackLines(labels).attacksOf(places)).toEqual(new Set([0, 1]))
})

test('labelled files that were not read are told', () => {
  expect(new AttackLines(labels).missing(['/x/gw1.log'])).toEqual(['gw2.log'])
})
