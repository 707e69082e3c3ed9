import { expect, test } from 'vitest'
import { toEcs, toFailure } from './ecs.ts'
import { fieldKinds } from './fields.ts'
import { Reject } from './event.ts'
import type { Event } from './event.ts'

const place = { source: 'vpn.log', offset: 120, length: 17, line: 3 }

test('nests flat fields, writes times as ISO 8601 and adds the place and the original', () => {
  const event: Event = {
    '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5, 6),
    'event.start': Date.UTC(2026, 0, 2),
    'event.category': ['authentication', 'session'],
    'source.ip': '192.0.2.1',
    'source.port': 4500,
    'user.name': 'ada',
    'vpn.client.os': 'linux',
    'log.level': 'warning',
  }
  expect(toEcs(event, place, 'the original line')).toEqual({
    '@timestamp': '2026-01-02T03:04:05.006Z',
    event: {
      start: '2026-01-02T00:00:00.000Z',
      category: ['authentication', 'session'],
      original: 'the original line',
    },
    source: { ip: '192.0.2.1', port: 4500 },
    user: { name: 'ada' },
    vpn: { client: { os: 'linux' } },
    log: { level: 'warning', file: { path: 'vpn.log', line: 3 }, offset: 120 },
  })
})

test('every field of the catalogue survives together: no name is both a value and an object', () => {
  const event = Object.fromEntries(
    [...fieldKinds].map(([field, kind]) => [
      field,
      kind === 'list' ? ['a'] : kind === 'string' || typeof kind === 'object' ? 'a' : 1,
    ]),
  ) as unknown as Event
  expect(leaves(toEcs(event))).toBe(fieldKinds.size)
})

test('a time that no calendar holds is left out instead of throwing', () => {
  expect(toEcs({ '@timestamp': Number.NaN, 'event.end': 1e300, message: 'x' })).toEqual({ message: 'x' })
})

test('a failure carries its reason, its original and its place', () => {
  expect(toFailure(new Reject('no time'), place, 'x')).toEqual({
    error: { message: 'no time' },
    event: { original: 'x' },
    log: { file: { path: 'vpn.log', line: 3 }, offset: 120 },
  })
})

function leaves(value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 1
  return Object.values(value).reduce<number>((sum, inner) => sum + leaves(inner), 0)
}
