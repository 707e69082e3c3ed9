import { column } from './catalogue.ts'
import { put } from './view.ts'
import type { View } from './view.ts'

export function writeSequence(view: View): void {
  const { previous, profile, steps, token } = view
  const strangers = steps.share(previous, token)
  const share = profile ? profile.stepShare(previous, token, strangers) : strangers
  put(view, column.token_surprise, -Math.log(share))
}
