import { anyHour } from '../baseline/hour-profile.ts'
import { zAgainst } from '../baseline/robust-z.ts'
import type { Moment } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import { noveltyOf, put, scopeOf } from './view.ts'
import type { View } from './view.ts'

/** Runs after the groups it reads amounts from. */
export function writePeers(view: View): void {
  const { act, login, peers, profile, time } = view
  if (!peers) return
  const z = (feature: number, moment: Moment, amount: number): void => {
    const x = view.rows[view.at + amount] ?? NaN
    if (!Number.isNaN(x)) put(view, feature, zAgainst(x, moment, peers))
  }
  put(view, column.hour_surprise_peers, -Math.log(peers.hourShare(time, anyHour)))
  if (act.kind === 'flow' || act.kind === 'end') {
    const scope = scopeOf(act)
    z(column.bytes_up_peers_z, scope.up, column.bytes_up)
    z(column.bytes_down_peers_z, scope.down, column.bytes_down)
    z(column.bytes_total_peers_z, scope.total, column.bytes_total)
    z(column.duration_peers_z, scope.duration, column.duration)
  }
  if (login) {
    z(column.sign_ins_24h_peers_z, 'signInsDay', column.sign_ins_24h)
    put(view, column.country_novelty_peers, noveltyOf(view, 'country', peers))
    put(view, column.asn_novelty_peers, noveltyOf(view, 'asn', peers))
    put(view, column.os_novelty_peers, noveltyOf(view, 'os', peers))
    put(view, column.gateway_novelty_peers, noveltyOf(view, 'gateway', peers))
    put(view, column.group_novelty_peers, noveltyOf(view, 'group', peers))
  }
  if (act.kind !== 'flow') return
  put(view, column.service_novelty_peers, noveltyOf(view, 'service', peers))
  put(view, column.destination_novelty_peers, noveltyOf(view, 'destination', peers))
  if (profile) put(view, column.service_distance_peers, profile.apart)
}
