import { describe, expect, it } from 'vitest'
import { plain } from '../memory/codec.ts'
import { Memory } from '../memory/memory.ts'
import type { Table } from '../memory/table.ts'
import { behaviourOf, behaviourSize } from './behaviour.ts'
import { addCentroid, nearest, refine } from './clusters.ts'
import { PeerGroups } from './peers.ts'
import { Profile } from './profile.ts'
import { dimensions, moments, organisationSlots, personSlots, shapeOf } from './shape.ts'
import { day as dayMs } from '../event/time-units.ts'

const start = Date.UTC(2026, 2, 2)
const shape = shapeOf(personSlots, [], false)

/** A person with a month of habits: mornings on port 443, or evenings on port 22 with much more traffic. */
function personOf(kind: 'office' | 'night', size: number): Profile {
  const profile = new Profile(shape)
  for (let day = 0; day < 30; day++) {
    const time = start + day * dayMs + (kind === 'office' ? 9 : 21) * 3_600_000
    profile.advance(time)
    profile.notice(time)
    if (profile.beginsHour(time)) profile.teachHour(time)
    profile.teach(dimensions.service, kind === 'office' ? 443 : 22)
    profile.teachMoment(moments.upSession, size)
    profile.signIns += 1
  }
  return profile
}

function organisation(): Profile {
  const profile = new Profile(shapeOf(organisationSlots, [], true))
  profile.advance(start)
  return profile
}

/** Groups of `count` people, every other one a night worker, after a day has begun that they all were seen on. */
function groupsOf(count: number): { groups: PeerGroups; people: Table<number, Profile> } {
  const memory = new Memory()
  const people = memory.table<number, Profile>('people', { bound: 10 * count, codec: plain() })
  const groups = new PeerGroups(people, organisation(), memory)
  for (let id = 1; id <= count; id++) {
    const profile = people.demand(id * 1e9, () =>
      id % 2 ? personOf('office', 10 + (id % 97) / 50) : personOf('night', 18),
    )
    groups.pass(start + 30 * dayMs)
    groups.groupOf(id * 1e9, profile, start + 30 * dayMs)
  }
  for (let act = 0; act < count; act++) groups.pass(start + 30 * dayMs)
  groups.pass(start + 31 * dayMs)
  return { groups, people }
}

describe('PeerGroups', () => {
  it('puts people who behave alike together, and has no group for few', () => {
    const { groups, people } = groupsOf(40)
    expect(groups.size).toBe(4)
    const kinds = (parity: number): Set<number> =>
      new Set(
        Array.from({ length: 20 }, (_, index) => people.peek((2 * index + 1 + parity) * 1e9)?.group ?? -1),
      )
    for (const group of kinds(0)) expect(kinds(1)).not.toContain(group)
    expect(groupsOf(9).groups.size).toBe(0)
  })

  it('never has more than sixteen groups', () => {
    expect(groupsOf(400).groups.size).toBe(16)
  })

  it('leaves the young out', () => {
    const { groups } = groupsOf(40)
    const newcomer = new Profile(shape)
    newcomer.notice(start + 30 * dayMs)
    newcomer.signIns = 50
    expect(groups.groupOf(7, newcomer, start + 31 * dayMs)).toBeUndefined()
    expect(newcomer.group).toBe(-1)
  })

  it('gives a group the sum of its members', () => {
    const { groups, people } = groupsOf(40)
    const profile = people.peek(2e9)
    const group = profile && groups.groupOf(2e9, profile, start + 31 * dayMs)
    expect(group?.weight(dimensions.service, 22)).toBeGreaterThan(0)
    expect(group?.weight(dimensions.service, 443)).toBe(0)
    expect(group?.quantile(moments.upSession, 0.5)).toBeCloseTo(18, 1)
  })

  it('counts the peers that stay below a value', () => {
    const { groups, people } = groupsOf(40)
    const group = people.peek(1e9)?.group
    const alike = Array.from({ length: 20 }, (_, index) => (2 * index + 1) * 1e9).filter(
      (id) => people.peek(id)?.group === group,
    )
    expect(groups.count(1e9, moments.upSession, 13)).toEqual({
      peers: alike.length - 1,
      below: alike.length - 1,
    })
    expect(groups.count(1e9, moments.upSession, 9).below).toBe(0)
    expect(groups.count(1e9, moments.upFlow, 9)).toEqual({ peers: 0, below: 0 })
    expect(groups.count(12_345, moments.upSession, 9)).toEqual({ peers: 0, below: 0 })
  })
})

describe('behaviourOf', () => {
  it('is a point of bounded length, and finds unlike people further apart than like ones', () => {
    const all = organisation()
    const [one, other, night] = [personOf('office', 10), personOf('office', 11), personOf('night', 18)].map(
      (profile) => behaviourOf(profile, all),
    )
    expect(one).toHaveLength(behaviourSize)
    const away = (a: Float32Array = new Float32Array(0), b: Float32Array = new Float32Array(0)): number =>
      a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0)
    expect(away(one, other)).toBeLessThan(away(one, night) / 10)
    expect(behaviourOf(new Profile(shape), all).every((value) => value === 0)).toBe(true)
  })
})

describe('clusters', () => {
  const points = Array.from({ length: 60 }, (_, index) => Float32Array.of(10 * (index % 3), (index % 7) / 10))

  it('find what lies apart', () => {
    const centroids: Float32Array[] = []
    for (let count = 0; count < 3; count++) addCentroid(centroids, points)
    refine(centroids, points)
    expect(centroids.map(([x]) => Math.round(x ?? NaN)).toSorted((a, b) => a - b)).toEqual([0, 10, 20])
    expect(new Set(points.map((point) => nearest(centroids, point))).size).toBe(3)
  })

  it('keep a centroid that has lost its points, and add none where all points are taken', () => {
    const centroids = [Float32Array.of(0, 0), Float32Array.of(1000, 0)]
    refine(centroids, points)
    expect(centroids[1]?.[0]).toBe(1000)
    const taken = [Float32Array.of(1, 1)]
    addCentroid(taken, [Float32Array.of(1, 1)])
    expect(taken).toHaveLength(1)
    expect(nearest([], Float32Array.of(1))).toBe(-1)
  })
})
