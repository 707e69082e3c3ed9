import { expect, test } from 'vitest'
import { LeaseTable } from './leases.ts'

const session = (user: string) => ({
  id: user,
  user,
  start: 0,
  end: undefined,
  sourceIp: '',
  assignedIp: '10.8.0.5',
  gateway: '',
  group: '',
})

test('tells who held an address at a time, now and in the past', () => {
  const leases = new LeaseTable()
  leases.assign('10.8.0.5', session('alice'), 100)
  leases.release('10.8.0.5', 200)
  leases.assign('10.8.0.5', session('bob'), 300)
  expect(leases.holder('10.8.0.5', 99)).toBeUndefined()
  expect(leases.holder('10.8.0.5', 150)?.user).toBe('alice')
  expect(leases.holder('10.8.0.5', 200)?.user).toBe('alice')
  expect(leases.holder('10.8.0.5', 250)).toBeUndefined()
  expect(leases.holder('10.8.0.5', 9_999)?.user).toBe('bob')
  expect(leases.holder('10.8.0.6', 150)).toBeUndefined()
})

test('a new holder ends the lease before, whatever the order in which they are told', () => {
  const leases = new LeaseTable()
  leases.assign('10.8.0.5', session('bob'), 300)
  leases.assign('10.8.0.5', session('alice'), 100)
  expect(leases.holder('10.8.0.5', 250)?.user).toBe('alice')
  expect(leases.holder('10.8.0.5', 301)?.user).toBe('bob')
})

test('forgets the oldest and counts it', () => {
  const leases = new LeaseTable({ perAddress: 2, addresses: 2 })
  for (let i = 0; i < 4; i++) leases.assign('10.8.0.5', session(`user${i}`), i * 10)
  expect(leases.evicted).toBe(2)
  expect(leases.holder('10.8.0.5', 15)).toBeUndefined()
  expect(leases.holder('10.8.0.5', 25)?.user).toBe('user2')
  leases.assign('10.8.0.6', session('carol'), 50)
  leases.assign('10.8.0.7', session('dave'), 50)
  expect(leases.evicted).toBe(4)
  expect(leases.holder('10.8.0.5', 25)).toBeUndefined()
})
