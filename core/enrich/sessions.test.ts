import { expect, test } from 'vitest'
import { LeaseTable } from './leases.ts'
import { SessionTable } from './sessions.ts'
import type { SessionOptions, SessionQuery } from './sessions.ts'

const client = { deviceId: '', clientOs: '', clientVersion: '', authMethod: '' }
const hour = 3_600_000

function table(options?: SessionOptions) {
  const leases = new LeaseTable()
  const sessions = new SessionTable(leases, options)
  const open = (id: string, user: string, sourceIp: string, start = 0) =>
    sessions.open(
      { id, user, start, end: undefined, sourceIp, assignedIp: '', gateway: 'gw', group: '' },
      id,
      client,
    )
  const find = (query: Partial<SessionQuery>) =>
    sessions.find({
      id: '',
      user: '',
      sourceIp: '',
      assignedIp: '',
      gateway: '',
      time: hour,
      near: hour,
      ...query,
    })
  return { leases, sessions, open, find }
}

test('finds a session by its id, its inner address, or user and outer address', () => {
  const { sessions, open, find } = table()
  const a = open('1', 'alice', '203.0.113.1')
  const b = open('2', 'alice', '203.0.113.2', 10)
  sessions.assign(a, '10.8.0.1', 0)
  sessions.assign(b, '10.8.0.2', 10)
  expect(find({ id: '1', gateway: 'gw' })).toBe(a)
  expect(find({ user: 'alice', assignedIp: '10.8.0.1' })).toBe(a)
  expect(find({ user: 'alice', sourceIp: '203.0.113.2', gateway: 'gw' })).toBe(b)
  expect(find({ user: 'alice', sourceIp: '203.0.113.2', gateway: 'other' })).toBeUndefined()
  expect(find({ user: 'alice', near: 0 })).toBe(a)
  expect(find({ user: 'bob' })).toBeUndefined()
  expect(find({ user: 'alice', id: '3' })).toBeUndefined()
  expect(sessions.ofUser('alice')).toEqual([a, b])
})

test('an end closes the session and its leases and leaves earlier snapshots alone', () => {
  const { leases, sessions, open, find } = table()
  const a = open('1', 'alice', '203.0.113.1')
  sessions.assign(a, '10.8.0.1', 5)
  const before = a.session
  const ended = sessions.close(a, 50)
  expect(ended).toMatchObject({ end: 50, assignedIp: '10.8.0.1' })
  expect(before.end).toBeUndefined()
  expect(leases.holder('10.8.0.1', 40)?.user).toBe('alice')
  expect(leases.holder('10.8.0.1', 60)).toBeUndefined()
  expect(find({ user: 'alice' })).toBeUndefined()
  expect(sessions.size).toBe(0)
})

test('does not take a session that began later for one that is named now', () => {
  const { open, find } = table()
  open('', 'alice', '203.0.113.1', 10 * hour)
  expect(find({ user: 'alice', time: hour })).toBeUndefined()
})

test('gives up the quiet ones, counted, and one false clock takes one at most', () => {
  const { sessions, open } = table({ max: 3, maxPerUser: 2 })
  for (const user of ['a', 'b', 'c', 'd']) open(user, user, '203.0.113.1')
  expect([sessions.size, sessions.evicted]).toEqual([3, 1])
  expect(sessions.ofUser('a')).toEqual([])
  sessions.evictIdle(23 * hour)
  expect(sessions.evicted).toBe(1)
  sessions.evictIdle(1e15)
  expect(sessions.evicted).toBe(2)
  for (let i = 0; i < 5; i++) open(`e${i}`, 'e', '203.0.113.1', i)
  expect(sessions.ofUser('e').length).toBe(2)
})
