import { describe, expect, it } from 'vitest'
import type { Act } from '../event/act.ts'
import { actOf } from './act.fixture.ts'
import { isInternal } from './address.ts'
import { tokenOf, vocabulary } from './tokens.ts'

describe('tokens', () => {
  it('is a vocabulary of distinct words with room for the unknown at 0', () => {
    expect(vocabulary[0]).toBe('<unknown>')
    expect(new Set(vocabulary).size).toBe(vocabulary.length)
    expect(vocabulary.length).toBe(59)
  })

  const session = { bytesUp: 6e6, bytesDown: 5e6, duration: 3_600_000 }
  it.each<[string, Partial<Act>]>([
    ['start morning', {}],
    ['start night', { time: Date.UTC(2026, 2, 2, 5, 59) }],
    ['start evening', { time: Date.UTC(2026, 2, 2, 23, 59) }],
    ['start night', { time: NaN }],
    ['start evening', { time: -1 }],
    ['attempt refused morning', { kind: 'attempt', outcome: 'unknown' }],
    ['attempt accepted morning', { kind: 'attempt' }],
    ['end medium long', { kind: 'end', ...session }],
    ['end small short', { kind: 'end' }],
    ['end large short', { kind: 'end', bytesDown: 1e9 }],
    ['flow web internal small', { kind: 'flow', destinationIp: '10.1.1.1', destinationPort: 443 }],
    [
      'flow remote external large',
      { kind: 'flow', destinationIp: '8.8.8.8', destinationPort: 22, bytesUp: 1e6 },
    ],
    ['flow low external small', { kind: 'flow', destinationIp: '8.8.8.8' }],
    ['flow high internal small', { kind: 'flow', destinationIp: 'fd00::1', destinationPort: 50_000 }],
    ['refused share', { kind: 'flow', outcome: 'failure', destinationPort: 445 }],
  ])('%s', (word, change) => {
    expect(vocabulary[tokenOf(actOf(change), isInternal(change.destinationIp ?? ''))]).toBe(word)
  })
})
