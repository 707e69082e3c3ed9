import type { Alert } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { formatList } from '../format/text.ts'
import { Time } from '../ui/time.tsx'

/** What an alert stands for besides its own act. */
export function Repeats({ repeats }: { repeats: NonNullable<Alert['repeats']> }) {
  const { users, sourceIps, destinations } = repeats.entities
  const { others = 0 } = repeats
  const named = [...users, ...sourceIps, ...destinations]
  return (
    <p className="mt-1 text-sm">
      And {formatCount(repeats.count)} more like it
      {others > 0 && `, of ${formatCount(others)} others,`} until <Time at={repeats.last} />
      {named.length > 0 && (
        <span className="text-muted" title={named.join('\n')}>
          {' '}
          ({formatList(named)})
        </span>
      )}
    </p>
  )
}
