import { column } from './catalogue.ts'
import { put } from './view.ts'
import type { View } from './view.ts'

export function writeSequence(view: View): void {
  const { profile, recent, steps, token } = view
  const strangers = steps.share(recent.last.token, token)
  const share = profile ? profile.stepShare(recent.last.token, token, strangers) : strangers
  put(view, column.token_surprise, -Math.log(share))
}
