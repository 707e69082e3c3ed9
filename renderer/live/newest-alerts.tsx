import type { NewAlert } from '../../core/contract/index.ts'
import { formatRoute } from '../store/route.ts'
import { Panel } from '../ui/panel.tsx'
import { SeverityBadge } from '../ui/severity-badge.tsx'
import { Empty } from '../ui/states.tsx'
import { Time } from '../ui/time.tsx'

export function NewestAlerts({ alerts }: { alerts: readonly NewAlert[] }) {
  return (
    <Panel
      title="Newest alerts"
      padded={false}
      aside={
        <a href={formatRoute({ screen: 'incidents' })} className="text-accent hover:underline">
          All incidents
        </a>
      }
    >
      {alerts.length === 0 ? (
        <Empty title="None so far" />
      ) : (
        <ul aria-label="Newest alerts" className="max-h-96 overflow-y-auto">
          {alerts.map(({ id, time, title, score, severity }) => (
            <li
              key={id}
              className="flex min-h-8 items-center gap-3 border-b border-line px-3 py-1 last:border-b-0"
            >
              <Time at={time} />
              <span className="w-20 shrink-0">
                <SeverityBadge severity={severity} />
              </span>
              <span className="w-8 shrink-0 text-right tabular-nums">{score.toFixed(0)}</span>
              <span className="min-w-0 break-words">{title}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
