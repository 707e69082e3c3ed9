import { dimensions } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import { amount, keyOf, noveltyOf, put, scopeOf, zOf } from './view.ts'
import type { View } from './view.ts'

export function writeSession(view: View): void {
  const { act, last, session, time } = view
  if (act.kind === 'end' || act.kind === 'flow') {
    const length = Math.log1p(amount(act.duration) / 1000)
    put(view, column.duration, length)
    put(view, column.duration_z, zOf(view, scopeOf(act.kind).duration, length))
  }
  if (act.kind === 'flow') return
  if (view.login) {
    put(view, column.group_novelty, noveltyOf(view, dimensions.group))
    put(view, column.gateway_novelty, noveltyOf(view, dimensions.gateway))
    const country = keyOf(view, dimensions.country)
    if (country !== 0) {
      const elsewhere = last.sessions.elsewhere(session, time, country)
      put(view, column.overlap_countries, Math.log1p(elsewhere))
    }
  }
  put(view, column.reason_novelty, noveltyOf(view, dimensions.reason))
  if (act.kind === 'attempt') return
  put(view, column.concurrent_sessions, Math.log1p(last.sessions.others(session, time) + 1))
  const origin = last.sessions.sourceOf(session)
  if (origin !== undefined && !Number.isNaN(origin) && !Number.isNaN(view.address))
    put(view, column.session_moved, origin === view.address ? 0 : 1)
}
