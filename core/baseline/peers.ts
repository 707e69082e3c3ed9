import { behaviourOf } from './behaviour.ts'
import { addCentroid, nearest, refine } from './clusters.ts'
import { Profile } from './profile.ts'
import type { RecencyMap } from './recency-map.ts'
import { dimensions, peerSlots, shapeOf } from './shape.ts'
import type { Moment } from './shape.ts'

const dayMs = 86_400_000
/** Groups, and the people they are learned from, have bounds: a round costs the same for 500 and for 200,000 people. */
const mostGroups = 16
const mostSampled = 512
const peoplePerGroup = 10
/** Fewer than this are no norm. */
const leastMembers = 3
/** About ten working days: younger people lean on the organisation. */
const leastMaturity = 0.5
/** No member speaks with more than this many observations of a kind: the norm is of people, not of the busiest. */
const voice = 50
/** Who did nothing for this long is no example. */
const idleMs = 30 * dayMs

const peerShape = shapeOf(peerSlots, [], true)

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
  readonly #profiles: RecencyMap<Profile>
  readonly #organisation: Profile
  /** Of all mature people those with the lowest fingerprints: a random sample that stays the same from day to day. */
  #sample = new Set<number>()
  #highest = Infinity
  readonly #centroids: Float32Array[] = []
  #groups: Profile[] = []
  #sizes: number[] = []
  #day = NaN
  #round = 0
  #acts = 0

  constructor(profiles: RecencyMap<Profile>, organisation: Profile) {
    this.#profiles = profiles
    this.#organisation = organisation
  }

  /** Number of groups. */
  get size(): number {
    return this.#groups.length
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
    return (this.#sizes[profile.group] ?? 0) >= leastMembers ? this.#groups[profile.group] : undefined
  }

  /**
   * Of the people in the same group (a sample of 512 in all), how many have a 90th percentile below `x`, in log space.
   * Asked when an alert is written, not for every act.
   */
  count(entity: number, moment: Moment, x: number): PeerCount {
    const group = this.#profiles.peek(entity)?.group ?? -1
    const found = { peers: 0, below: 0 }
    if (group < 0) return found
    for (const other of this.#sample) {
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
    if (this.#centroids.length === 0) return
    profile.group = nearest(this.#centroids, behaviourOf(profile, this.#organisation))
    profile.apart = servicesApart(profile, this.#groups[profile.group])
  }

  #draw(entity: number): void {
    if (entity > this.#highest) return
    this.#sample.add(entity)
    if (this.#sample.size < 2 * mostSampled) return
    const kept = [...this.#sample].toSorted((a, b) => a - b).slice(0, mostSampled)
    this.#sample = new Set(kept)
    this.#highest = kept.at(-1) ?? Infinity
  }

  #regroup(time: number): void {
    const members = this.#members(time)
    const points = members.map((profile) => behaviourOf(profile, this.#organisation))
    const wanted = Math.min(mostGroups, Math.floor(members.length / peoplePerGroup))
    while (this.#centroids.length < wanted) {
      const before = this.#centroids.length
      addCentroid(this.#centroids, points)
      if (this.#centroids.length === before) break
    }
    refine(this.#centroids, points)
    this.#round += 1
    this.#groups = this.#centroids.map(() => new Profile(peerShape))
    this.#sizes = this.#centroids.map(() => 0)
    for (const group of this.#groups) group.advance(time)
    for (const [index, point] of points.entries()) {
      const profile = members[index]
      const group = nearest(this.#centroids, point)
      if (!profile || group < 0) continue
      profile.group = group
      profile.round = this.#round
      this.#groups[group]?.absorb(profile, voice)
      this.#sizes[group] = (this.#sizes[group] ?? 0) + 1
    }
    for (const profile of members) profile.apart = servicesApart(profile, this.#groups[profile.group])
  }

  #members(time: number): Profile[] {
    const members: Profile[] = []
    for (const entity of [...this.#sample].toSorted((a, b) => a - b).slice(0, mostSampled)) {
      const profile = this.#profiles.peek(entity)
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

/** Cosine distance between the services two profiles use: 0 alike, 1 nothing in common; NaN where one uses none. */
function servicesApart(profile: Profile, group: Profile | undefined): number {
  if (!group) return NaN
  const { service } = dimensions
  let product = 0
  let own = 0
  for (let index = 0; index < profile.shape.slots[service].size; index++) {
    const weight = profile.weightOf(service, index)
    if (weight === 0) break
    own += weight * weight
    product += weight * group.weight(service, profile.keyOf(service, index))
  }
  let others = 0
  for (let index = 0; index < group.shape.slots[service].size; index++)
    others += group.weightOf(service, index) ** 2
  return own > 0 && others > 0 ? 1 - product / Math.sqrt(own * others) : NaN
}
