import type { Profile } from '../baseline/profile.ts'
import type { View } from './view.ts'

/** Notes where and when the owner of a profile was last active: facts that hold whether or not the act is learned from. */
export function notice(view: View, profile: Profile): void {
  const { act, signIn, time } = view
  profile.notice(time)
  if (!view.login) return
  profile.signIns += 1
  if (!(profile.lastSignIn > signIn)) profile.lastSignIn = signIn
  if (!act.place || profile.located > signIn) return
  profile.located = signIn
  profile.latitude = act.place.latitude
  profile.longitude = act.place.longitude
}
