import { anyHour } from '../baseline/hour-profile.ts'
import type { Profile } from '../baseline/profile.ts'
import { zAgainst } from '../baseline/robust-z.ts'
import type { Moment } from '../baseline/shape.ts'
import { dimensions, moments } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import { noveltyOf, put, scopeOf } from './view.ts'
import type { View } from './view.ts'

/** Runs after the groups it reads amounts from. */
export function writePeers(view: View): void {
  const { act, login, peers, profile, time } = view
  if (!peers) return
  put(view, column.hour_surprise_peers, -Math.log(peers.hourShare(time, anyHour)))
  if (act.kind === 'flow' || act.kind === 'end') {
    const scope = scopeOf(act.kind)
    z(view, peers, column.bytes_up_peers_z, scope.up, column.bytes_up)
    z(view, peers, column.bytes_down_peers_z, scope.down, column.bytes_down)
    z(view, peers, column.bytes_total_peers_z, scope.total, column.bytes_total)
    z(view, peers, column.duration_peers_z, scope.duration, column.duration)
  }
  if (login) {
    z(view, peers, column.sign_ins_24h_peers_z, moments.signInsDay, column.sign_ins_24h)
    put(view, column.country_novelty_peers, noveltyOf(view, dimensions.country, peers))
    put(view, column.asn_novelty_peers, noveltyOf(view, dimensions.asn, peers))
    put(view, column.os_novelty_peers, noveltyOf(view, dimensions.os, peers))
    put(view, column.gateway_novelty_peers, noveltyOf(view, dimensions.gateway, peers))
    put(view, column.group_novelty_peers, noveltyOf(view, dimensions.group, peers))
  }
  if (act.kind !== 'flow') return
  put(view, column.service_novelty_peers, noveltyOf(view, dimensions.service, peers))
  put(view, column.destination_novelty_peers, noveltyOf(view, dimensions.destination, peers))
  if (profile) put(view, column.service_distance_peers, profile.apart)
}

function z(view: View, peers: Profile, feature: number, moment: Moment, amount: number): void {
  const x = view.rows[view.at + amount] ?? NaN
  if (!Number.isNaN(x)) put(view, feature, zAgainst(x, moment, peers))
}
