import type { Act } from '../event/act.ts'
import { portClass, portClasses } from './port-class.ts'

const dayParts = ['night', 'morning', 'afternoon', 'evening'] as const
const sizes = ['small', 'medium', 'large'] as const
const lengths = ['short', 'long'] as const

/**
 * What the sequence model reads instead of an act; 0 stands for unknown and padding.
 *
 * - `attempt`, `attempt accepted`, `start`: by six-hour part of the UTC day
 * - `end`: by bytes both ways (under 10 MB, under 1 GB, more) and length (under or from one hour on)
 * - `flow`: by port class, destination and size (under or from 1 MB on); `refused`: by port class
 *
 * Bytes the records don't give count as none.
 */
export const vocabulary: readonly string[] = [
  '<unknown>',
  ...dayParts.map((part) => `attempt refused ${part}`),
  ...dayParts.map((part) => `attempt accepted ${part}`),
  ...dayParts.map((part) => `start ${part}`),
  ...sizes.flatMap((size) => lengths.map((length) => `end ${size} ${length}`)),
  ...portClasses.flatMap((port) =>
    ['internal', 'external'].flatMap((side) =>
      ['small', 'large'].map((size) => `flow ${port} ${side} ${size}`),
    ),
  ),
  ...portClasses.map((port) => `refused ${port}`),
]

const first = {
  refusedAttempt: vocabulary.indexOf('attempt refused night'),
  acceptedAttempt: vocabulary.indexOf('attempt accepted night'),
  start: vocabulary.indexOf('start night'),
  end: vocabulary.indexOf('end small short'),
  flow: vocabulary.indexOf('flow web internal small'),
  refused: vocabulary.indexOf('refused web'),
}
const portPosition = Object.fromEntries(portClasses.map((name, index) => [name, index])) as Record<
  (typeof portClasses)[number],
  number // every class is a key
>

/** Vocabulary index of an act; -1 of a notice. `internal`: whether a flow goes to an inside address. */
export function tokenOf(act: Act, internal: boolean): number {
  const part = Math.floor((((act.time / 3_600_000) % 24) + 24) / 6) % 4 || 0
  switch (act.kind) {
    case 'attempt':
      return (act.outcome === 'success' ? first.acceptedAttempt : first.refusedAttempt) + part
    case 'start':
      return first.start + part
    case 'end': {
      const bytes = bytesKnown(act)
      const size = bytes < 10e6 ? 0 : bytes < 1e9 ? 1 : 2
      return first.end + 2 * size + (act.duration >= 3_600_000 ? 1 : 0)
    }
    case 'flow': {
      const port = portPosition[portClass(act.destinationPort)]
      if (act.outcome === 'failure') return first.refused + port
      const side = internal ? 0 : 1
      return first.flow + 4 * port + 2 * side + (bytesKnown(act) >= 1e6 ? 1 : 0)
    }
    case 'notice':
      return -1
  }
}

function bytesKnown(act: Act): number {
  const total = act.bytesTotal ?? NaN
  return total > 0 ? total : Math.max(0, act.bytesUp || 0) + Math.max(0, act.bytesDown || 0)
}
