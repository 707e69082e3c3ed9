import type { Act } from '../event/act.ts'
import type { PeerGroups } from '../baseline/peers.ts'
import { moments } from '../baseline/shape.ts'
import type { Moment } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import { scopes } from './view.ts'
import type { Scope, View } from './view.ts'
import type { UsualRange } from './feature.ts'

/** Scales from the usual from which on an amount may become a reason, so its range is worth looking up (Slips: 3). */
const farFrom = 3

/** An amount, how many scales it lies from the usual, and what is known of it. */
interface Amount {
  feature: number
  z: number
  moment: Moment
}

const ofScope = (scope: Scope): readonly Amount[] => [
  { feature: column.bytes_up, z: column.bytes_up_z, moment: scope.up },
  { feature: column.bytes_down, z: column.bytes_down_z, moment: scope.down },
  { feature: column.bytes_total, z: column.bytes_total_z, moment: scope.total },
  { feature: column.bytes_up_24h, z: column.bytes_up_24h_z, moment: scope.upDay },
  { feature: column.duration, z: column.duration_z, moment: scope.duration },
]
const ofSignIns: readonly Amount[] = [
  { feature: column.sign_ins_24h, z: column.sign_ins_24h_z, moment: moments.signInsDay },
]
const amounts = {
  attempt: ofSignIns,
  start: ofSignIns,
  end: ofScope(scopes.session),
  flow: ofScope(scopes.flow),
  notice: [],
} satisfies Record<Act['kind'], readonly Amount[]>

/**
 * The ranges of the amounts of an act that lie far from the usual, by feature; undefined where none does. Looked up when
 * the act is seen, so that it tells what was known then.
 */
export function usualRanges(view: View, peers: PeerGroups): Map<number, UsualRange> | undefined {
  const { act, at, entity, profile, rows } = view
  let ranges: Map<number, UsualRange> | undefined
  for (const { feature, z, moment } of amounts[act.kind]) {
    if (!profile || !(Math.abs(rows[at + z] ?? NaN) >= farFrom)) continue
    const low = profile.quantile(moment, 0.1)
    const high = profile.quantile(moment, 0.9)
    if (Number.isNaN(low)) continue
    ranges ??= new Map<number, UsualRange>()
    ranges.set(feature, { low, high, ...peersBelow(peers, entity, moment, high, rows[at + feature] ?? NaN) })
  }
  return ranges
}

/** Peers under a round limit half way, in log space, between what is usual for the person and what was seen. */
function peersBelow(
  peers: PeerGroups,
  entity: number,
  moment: Moment,
  high: number,
  value: number,
): Pick<UsualRange, 'peersBelow'> {
  if (!(value > high)) return {}
  const amount = Math.expm1((high + value) / 2)
  const digit = 10 ** Math.floor(Math.log10(Math.max(1, amount)))
  const limit = Math.log1p(Math.max(1, Math.round(amount / digit)) * digit)
  const { peers: of, below: count } = peers.count(entity, moment, limit)
  return of > 0 ? { peersBelow: { count, of, limit } } : {}
}
