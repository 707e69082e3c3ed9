import { dimensions } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import { noveltyOf, put } from './view.ts'
import type { View } from './view.ts'
import { day } from '../event/time-units.ts'

/** Names that belong to a function rather than a person. */
const generic =
  /^(?:admin|administrator|root|guest|test|user|vpn|vpnuser|support|backup|service|operator|scanner|(?:svc|srv|sa|adm|test)[-_.].*|(?:test|user|admin)\d{1,4})$/

export function writeIdentity(view: View): void {
  if (!view.login) return
  const { act, profile, time } = view
  put(view, column.account_age, profile ? Math.log1p(Math.max(0, time - profile.firstSeen) / day) : 0)
  put(view, column.first_vpn, profile && profile.signIns > 0 ? 0 : 1)
  if (act.user !== '') put(view, column.generic_account, generic.test(act.user) ? 1 : 0)
  put(view, column.auth_novelty, noveltyOf(view, dimensions.auth))
}
