import type { Act } from '../../event/act.ts'
import type { Reason, SignalHit } from '../alert.ts'
import type { SignalContext } from './signal-context.ts'

/** An explicit, named detection with bounded state. It sees acts in event order and knows no clock but theirs. */
export interface Signal {
  see(act: Act): SignalHit | undefined
}

export interface SignalFactory {
  /** kebab-case, unique. */
  readonly name: string
  /** Kinds of act it looks at; no other reaches it. */
  readonly kinds: readonly Act['kind'][]
  create(context: SignalContext): Signal
}

/** A term of a hit. The points of the hit are shared out in proportion to `share`. */
export function because(
  feature: string,
  value: string | number,
  usual: string | number,
  text: string,
  share = 1,
): Reason {
  return { feature, value, usual, contribution: share, text }
}
