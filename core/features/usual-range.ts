import type { PeerGroups } from '../baseline/peers.ts'
import type { Moment } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import { scopeOf } from './view.ts'
import type { View } from './view.ts'

/** What a person usually shows of a feature, in the unit of its values, and how the peers compare. */
export interface UsualRange {
  /** The 10th and 90th percentile. */
  low: number
  high: number
  /** `count` of `of` peers stay under `limit` 9 times in 10. */
  peersBelow?: { count: number; of: number; limit: number }
}

/** Scales from the usual from which on an amount may become a reason, so its range is worth looking up (Slips: 3). */
const farFrom = 3

/**
 * The ranges of the amounts of an act that lie far from the usual, by feature; undefined where none does. Looked up when
 * the act is seen, so that it tells what was known then.
 */
export function usualRanges(view: View, peers: PeerGroups): Map<number, UsualRange> | undefined {
  const { act, at, entity, profile, rows } = view
  if (!profile) return undefined
  let ranges: Map<number, UsualRange> | undefined
  const look = (feature: number, z: number, moment: Moment): void => {
    if (!(Math.abs(rows[at + z] ?? NaN) >= farFrom)) return
    const low = profile.quantile(moment, 0.1)
    const high = profile.quantile(moment, 0.9)
    if (Number.isNaN(low)) return
    ranges ??= new Map<number, UsualRange>()
    ranges.set(feature, { low, high, ...peersBelow(peers, entity, moment, high, rows[at + feature] ?? NaN) })
  }
  if (act.kind === 'end' || act.kind === 'flow') {
    const scope = scopeOf(act)
    look(column.bytes_up, column.bytes_up_z, scope.up)
    look(column.bytes_down, column.bytes_down_z, scope.down)
    look(column.bytes_total, column.bytes_total_z, scope.total)
    look(column.bytes_up_24h, column.bytes_up_24h_z, scope.upDay)
    look(column.duration, column.duration_z, scope.duration)
  } else look(column.sign_ins_24h, column.sign_ins_24h_z, 'signInsDay')
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
