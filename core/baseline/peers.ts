import { behaviourOf } from './behaviour.ts'
import type { Memory } from '../memory/memory.ts'
import type { Table } from '../memory/table.ts'
import { plain, saved } from '../memory/codec.ts'
import { addCentroid, nearest, refine } from './clusters.ts'
import { PeerGroup } from './peer-group.ts'
import type { Profile } from './profile.ts'
import type { Moment } from './shape.ts'
import { day as dayMs } from '../event/time-units.ts'

/** Groups, and the people they are learned from, have bounds: a round costs the same for 500 and for 200,000 people. */
const mostGroups = 16
const mostSampled = 512
const peoplePerGroup = 10
/** Fewer than this are no norm. */
const leastMembers = 3
/** About ten working days: younger people lean on the organisation. */
const leastMaturity = 0.5
/** Who did nothing for this long is no example. */
const idleMs = 30 * dayMs

/** How many of a person's peers were asked, and how many of them usually stay below a value. */
interface PeerCount {
  peers: number
  below: number
}

/**
 * People who behave alike, learned from what they do: k-means over `behaviourOf`, a round when a UTC day of event time
 * begins. Centroids are carried over from day to day; groups grow in number with the mature people (one for ten, 16 at
 * most). A group's profile is the sum of its members', each with one voice. All of it follows from the acts and their
 * order.
 */
export class PeerGroups {
  readonly #profiles: Table<number, Profile>
  readonly #organisation: Profile
  /** Of all mature people those with the lowest fingerprints: a random sample that stays the same from day to day. */
  readonly #sample: Table<number, true>
  #highest = Infinity
  /** By number, from 0 on. */
  readonly #groups: Table<number, PeerGroup>
  #day = NaN
  #round = 0
  #acts = 0

  constructor(profiles: Table<number, Profile>, organisation: Profile, memory: Memory) {
    this.#profiles = profiles
    this.#organisation = organisation
    // Neither ever forgets.
    this.#sample = memory.table('baseline.sample', { bound: 8 * mostSampled, codec: plain<true>() })
    this.#groups = memory.table('baseline.groups', { bound: 4 * mostGroups, codec: saved(PeerGroup.restore) })
    memory.cell('baseline.peers', {
      save: () => [this.#highest, this.#day, this.#round, this.#acts],
      restore: ([highest = Infinity, day = NaN, round = 0, acts = 0]) => {
        this.#highest = highest
        this.#day = day
        this.#round = round
        this.#acts = acts
      },
    })
  }

  /** Number of groups. */
  get size(): number {
    return this.#groups.size
  }

  /**
   * Notes that an act happened. Records a day late don't turn the day back; a round waits for as many acts as it has
   * people, so that no run of odd dates can cost more than the acts themselves.
   */
  pass(time: number): void {
    this.#acts += 1
    const day = Math.floor(time / dayMs)
    if (day === this.#day || day === this.#day - 1 || this.#acts < this.#sample.size) return
    if (!Number.isNaN(this.#day)) this.#regroup(time)
    this.#day = day
    this.#acts = 0
  }

  /** The profile of the person's group; undefined while the person is too young, or alike nobody. */
  groupOf(entity: number, profile: Profile, time: number): Profile | undefined {
    if (profile.round !== this.#round) this.#place(entity, profile, time)
    const group = this.#groups.peek(profile.group)
    return group && group.size >= leastMembers ? group.profile : undefined
  }

  /**
   * Of the people in the same group (a sample of 512 in all), how many have a 90th percentile below `x`, in log space.
   * Asked when an alert is written, not for every act.
   */
  count(entity: number, moment: Moment, x: number): PeerCount {
    const group = this.#profiles.peek(entity)?.group ?? -1
    const found = { peers: 0, below: 0 }
    if (group < 0) return found
    for (const other of this.#sample.keys()) {
      const profile = other === entity ? undefined : this.#profiles.peek(other)
      const usual = profile?.group === group ? profile.quantile(moment, 0.9) : NaN
      if (Number.isNaN(usual)) continue
      found.peers += 1
      if (usual < x) found.below += 1
    }
    return found
  }

  /** Once a round a person is put where the person's behaviour is nearest. */
  #place(entity: number, profile: Profile, time: number): void {
    profile.round = this.#round
    profile.group = -1
    profile.apart = NaN
    if (profile.maturity(time) < leastMaturity) return
    this.#draw(entity)
    if (this.#groups.size === 0) return
    profile.group = nearest(this.#centroids(), behaviourOf(profile, this.#organisation))
    profile.apart = this.#groups.peek(profile.group)?.servicesApart(profile) ?? NaN
  }

  #draw(entity: number): void {
    if (entity > this.#highest) return
    this.#sample.set(entity, true)
    if (this.#sample.size < 2 * mostSampled) return
    const sorted = [...this.#sample.keys()].toSorted((a, b) => a - b)
    for (const dropped of sorted.slice(mostSampled)) this.#sample.delete(dropped)
    this.#highest = sorted[mostSampled - 1] ?? Infinity
  }

  #regroup(time: number): void {
    const members = this.#members(time)
    const points = members.map((profile) => behaviourOf(profile, this.#organisation))
    const wanted = Math.min(mostGroups, Math.floor(members.length / peoplePerGroup))
    const centroids = this.#centroids()
    while (centroids.length < wanted) {
      const before = centroids.length
      addCentroid(centroids, points)
      if (centroids.length === before) break
    }
    refine(centroids, points)
    this.#round += 1
    const groups = centroids.map((centroid) => new PeerGroup(centroid))
    for (const [index, group] of groups.entries()) {
      group.profile.advance(time)
      this.#groups.set(index, group)
    }
    for (const [index, point] of points.entries()) {
      const profile = members[index]
      const group = nearest(centroids, point)
      if (!profile || group < 0) continue
      profile.group = group
      profile.round = this.#round
      groups[group]?.add(profile)
    }
    for (const profile of members) profile.apart = groups[profile.group]?.servicesApart(profile) ?? NaN
  }

  /** Copies. */
  #centroids(): Float32Array[] {
    return Array.from({ length: this.#groups.size }, (_, index) =>
      Float32Array.from(this.#groups.peek(index)?.centroid ?? []),
    )
  }

  #members(time: number): Profile[] {
    const members: Profile[] = []
    for (const entity of [...this.#sample.keys()].toSorted((a, b) => a - b).slice(0, mostSampled)) {
      const profile = this.#profiles.amend(entity)
      if (profile && profile.lastSeen > time - idleMs) {
        profile.advance(time)
        members.push(profile)
      } else {
        this.#sample.delete(entity)
      }
    }
    if (members.length < mostSampled) this.#highest = Infinity
    return members
  }
}
