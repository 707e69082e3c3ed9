import { useEffect, useState } from 'react'
import type { Conditions, RuleKind, RulePreview } from '../../core/contract/index.ts'
import { messageOf } from '../store/loadable.ts'
import { useStore } from '../store/use-store.ts'

/** Long enough for a word to be typed, short enough to be called live. */
const pauseMs = 250

export type Preview = { seen: RulePreview } | { problem: string } | undefined

/** What a rule would change; undefined while it is asked for. */
export function usePreview(kind: RuleKind, conditions: Conditions): Preview {
  const ask = useStore((state) => state.previewRule)
  const [preview, setPreview] = useState<Preview>()
  const key = JSON.stringify({ kind, conditions })
  useEffect(() => {
    let isOver = false
    const show = (next: Preview) => {
      if (!isOver) setPreview(next)
    }
    const timer = setTimeout(() => {
      // The text that was made above.
      ask(JSON.parse(key) as { kind: RuleKind; conditions: Conditions }).then(
        (seen) => show({ seen }),
        (error: unknown) => show({ problem: messageOf(error) }),
      )
    }, pauseMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [ask, key])
  return preview
}
