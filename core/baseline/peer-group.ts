import { Profile } from './profile.ts'
import type { SavedProfile } from './profile.ts'
import { dimensions, peerSlots, shapeOf } from './shape.ts'

/** No member speaks with more than this many observations of a kind: the norm is of people, not of the busiest. */
const voice = 50

const peerShape = shapeOf(peerSlots, [], true)

interface SavedGroup {
  centroid: Float32Array
  profile: SavedProfile
  size: number
}

/** People who behave alike: the centre of their behaviour, and the sum of their profiles. */
export class PeerGroup {
  readonly centroid: Float32Array
  readonly profile: Profile
  /** Members that were added. */
  size = 0

  constructor(centroid: Float32Array, profile = new Profile(peerShape)) {
    this.centroid = centroid
    this.profile = profile
  }

  save(): SavedGroup {
    return { centroid: this.centroid, profile: this.profile.save(), size: this.size }
  }

  static restore(this: void, { centroid, profile, size }: SavedGroup): PeerGroup {
    const group = new PeerGroup(centroid.slice(), Profile.restore(peerShape, profile))
    group.size = size
    return group
  }

  /** Adds a member. */
  add(profile: Profile): void {
    this.profile.absorb(profile, voice)
    this.size += 1
  }

  /** Cosine distance between the person's services and the group's: 0 alike, 1 nothing in common; NaN where one uses none. */
  servicesApart(profile: Profile): number {
    const { service } = dimensions
    const group = this.profile
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
}
