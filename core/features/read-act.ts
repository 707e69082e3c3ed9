import { fingerprint, textKey } from '../event/fingerprint.ts'
import { isInternal } from './address.ts'
import { authenticationStrength } from './authentication-strength.ts'
import { readKeys } from './read-keys.ts'
import { tokenOf } from './tokens.ts'
import type { View } from './view.ts'

/** Fills what the view tells of its act, given the recent acts and the name of who acts. */
export function readAct(view: View, name: string): void {
  const { act, last, time } = view
  view.kind = act.kind
  view.latitude = act.place?.latitude ?? NaN
  view.longitude = act.place?.longitude ?? NaN
  const flow = act.kind === 'flow'
  const attempt = act.kind === 'attempt'
  view.destination = flow ? textKey(act.destinationIp) : NaN
  view.internal = flow && isInternal(act.destinationIp)
  view.address = flow ? NaN : textKey(act.sourceIp)
  // The session an attempt carries is another one, open beside it.
  view.session =
    flow || attempt ? NaN : fingerprint(act.session?.id || act.sessionId || act.assignedIp || name)
  const orphan = act.kind === 'end' && last.sessions.sourceOf(view.session) === undefined
  view.login = attempt || act.kind === 'start' || orphan
  view.signIn = orphan ? Math.min(time, act.session?.start ?? time) : time
  view.failed = attempt ? act.outcome !== 'success' : act.outcome === 'failure'
  view.device = view.login ? textKey(act.deviceId) : NaN
  view.strength = view.login ? authenticationStrength(act) : NaN
  readKeys(view)
  view.token = tokenOf(act, view.internal)
}
