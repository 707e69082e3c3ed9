import { describe, expect, it } from 'vitest'
import { groupAlike } from './alike.ts'
import type { AlikeAlert } from './alike.ts'

function alert(id: number, shares: Record<string, number>, score = 20): AlikeAlert {
  const reasons = Object.entries(shares).map(([feature, contribution]) => ({
    feature,
    value: 1,
    usual: 0,
    contribution,
    text: '',
  }))
  return {
    id: String(id),
    time: id,
    title: `alert ${id}`,
    score,
    reasons,
    users: [`user${id % 2}`],
    incident: `i${id}`,
  }
}

describe('groupAlike', () => {
  it('puts alerts with the same reasons together, whatever their scores, and leaves the odd one out', () => {
    const nights = [1, 2, 3, 4].map((id) => alert(id, { hour_surprise: 10 * id, bytes_up: id }, 10 * id))
    const uploads = [5, 6, 7].map((id) => alert(id, { bytes_up: 30, duration: 2 }))
    const odd = alert(8, { session_moved: 40 })
    const groups = groupAlike([...uploads, odd, ...nights])
    expect(groups.map(({ alerts }) => alerts)).toEqual([
      ['1', '2', '3', '4'],
      ['5', '6', '7'],
    ])
    expect(groups[0]).toMatchObject({
      title: 'alert 4',
      strongest: '4',
      incident: 'i4',
      features: ['hour_surprise', 'bytes_up'],
      people: 2,
      start: 1,
      end: 4,
    })
  })

  it('does not call two alerts a group, and takes none at all', () => {
    expect(groupAlike([alert(1, { a: 1 }), alert(2, { a: 1 })])).toEqual([])
    expect(groupAlike([])).toEqual([])
  })

  it('does not count what lowered a score', () => {
    const held = [1, 2, 3].map((id) => alert(id, { a: 10, standing_alone: -id }))
    expect(groupAlike(held)[0]?.features).toEqual(['a', 'standing_alone'])
    expect(groupAlike(held)).toHaveLength(1)
  })
})
