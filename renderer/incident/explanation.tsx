import type { Alert } from '../../core/contract/index.ts'
import { Panel } from '../ui/panel.tsx'
import { SeverityBadge } from '../ui/severity-badge.tsx'
import { Time } from '../ui/time.tsx'

/** What score and severity would be, had one thing been different. */
export function Lower({ lower }: { lower: NonNullable<Alert['lower']> }) {
  return (
    <Panel title="What would lower it" padded={false}>
      <ul className="text-sm">
        {lower.map(({ without, text, score, severity }) => (
          <li
            key={without}
            className="grid grid-cols-[84px_32px_minmax(0,1fr)] items-baseline gap-2 border-t border-line px-3 py-1.5 first:border-t-0"
          >
            {severity === undefined ? (
              <span className="text-xs text-muted">No alert</span>
            ) : (
              <span>
                <SeverityBadge severity={severity} />
              </span>
            )}
            <span className="text-right">{score.toFixed(0)}</span>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Normal acts to hold beside the one that was found odd. */
export function Nearest({ nearest }: { nearest: NonNullable<Alert['nearest']> }) {
  return (
    <Panel title="Nearest normal acts" aside="distance" padded={false} folded>
      <ol className="text-sm">
        {nearest.map(({ time, text, differs, distance }, index) => (
          <li key={index} className="flex gap-3 border-t border-line px-3 py-1.5 first:border-t-0">
            <div className="min-w-0 flex-1 break-words">
              <span className="text-xs text-muted">
                <Time at={time} />
              </span>{' '}
              {text}
              {differs.map((difference) => (
                <span key={difference} className="block text-xs text-muted">
                  Here {difference}
                </span>
              ))}
            </div>
            <span
              className="text-right text-muted"
              title="Root mean square over all features, in standard deviations of normal acts"
            >
              {distance.toFixed(2)}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
