import type { Act } from '../../event/act.ts'

/** A login that worked. */
export function isLogin(act: Act): boolean {
  return act.kind === 'start' || (act.kind === 'attempt' && act.outcome === 'success')
}

export function isFailedLogin(act: Act): boolean {
  return act.kind === 'attempt' && act.outcome === 'failure'
}
