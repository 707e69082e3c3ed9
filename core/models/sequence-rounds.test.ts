import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planRounds } from './sequence-rounds.ts'

/** Rows of sequences of the given lengths; slots are 10, 20, ... */
function sequencesOf(lengths: readonly number[]): Map<number, number[]> {
  let row = 0
  return new Map(lengths.map((length, i) => [10 * (i + 1), Array.from({ length }, () => row++)]))
}

const lengths = fc.array(fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 400 })), { maxLength: 60 })

test('every act is stepped once, each user’s in order, and no place of a round is taken twice', () => {
  fc.assert(
    fc.property(lengths, (given) => {
      const sequences = sequencesOf(given)
      const stepped = new Map([...sequences.keys()].map((slot): [number, number[]] => [slot, []]))
      for (const { slots, steps, lengths: own, rows, places } of planRounds(sequences)) {
        expect(new Set(places).size).toBe(rows.length)
        expect(Math.max(...own)).toBe(steps)
        const byPlace = rows.map((row, i) => ({ row, place: places[i] ?? -1 })).sort((a, b) => a.place - b.place)
        for (const { row, place } of byPlace) {
          const user = place % slots.length
          expect(Math.floor(place / slots.length)).toBeLessThan(own[user] ?? 0)
          stepped.get(slots[user] ?? -1)?.push(row)
        }
      }
      expect(stepped).toEqual(sequences)
    }),
  )
})

test('padding and the number of rounds are bounded however unequal the sequences are', () => {
  fc.assert(
    fc.property(lengths, (given) => {
      const rounds = planRounds(sequencesOf(given))
      expect(rounds.length).toBeLessThanOrEqual(given.length === 0 ? 0 : 1 + Math.log(given.length) / Math.log(4))
      for (const { slots, steps, rows } of rounds) {
        expect(steps * slots.length).toBeLessThanOrEqual(Math.max(4 * rows.length, 2 * rows.length + 256))
      }
    }),
  )
})

test('equal sequences are one round; one long one among many short ones is a second', () => {
  expect(planRounds(sequencesOf(Array.from({ length: 200 }, () => 3)))).toHaveLength(1)
  const [all, rest, ...none] = planRounds(sequencesOf([300, ...Array.from({ length: 200 }, () => 1)]))
  expect(none).toEqual([])
  expect(all).toMatchObject({ steps: 1 })
  expect(rest).toMatchObject({ slots: [10], steps: 299 })
})
