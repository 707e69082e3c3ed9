import { useRef } from 'react'
import type { Alert } from '../../core/contract.ts'
import { plural } from '../format/number.ts'
import { formatList } from '../format/text.ts'
import { formatDuration } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'
import { classNames } from '../ui/class-names.ts'
import { Panel } from '../ui/panel.tsx'
import { SeverityBadge } from '../ui/severity-badge.tsx'
import { Time } from '../ui/time.tsx'
import { useListKeys } from '../ui/use-list-keys.ts'

/** A silence as long as this gets a row of its own. */
const gapMs = 30 * 60_000

interface Props {
  /** In the order of time. */
  alerts: Alert[]
  selected: string | undefined
}

export function AlertList({ alerts, selected }: Props) {
  const select = useStore((state) => state.selectAlert)
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = useListKeys({
    count: alerts.length,
    at: Math.max(
      0,
      alerts.findIndex(({ id }) => id === selected),
    ),
    move: (index) => {
      const alert = alerts[index]
      if (alert === undefined) return
      select(alert.id)
      list.current?.querySelector(`#${CSS.escape(`alert-${alert.id}`)}`)?.scrollIntoView({ block: 'nearest' })
    },
    open: () => document.getElementById('alert-panel')?.focus(),
  })
  return (
    <Panel
      title="Alerts in the order of time"
      aside={plural(alerts.length, 'alert')}
      padded={false}
      className="shrink-0"
    >
      <div
        ref={list}
        role="listbox"
        aria-label="Alerts"
        aria-activedescendant={selected && `alert-${selected}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="group max-h-90 overflow-y-auto text-sm focus-visible:outline-none"
      >
        {alerts.map((alert, index) => {
          const gap = alert.time - (alerts[index - 1]?.time ?? alert.time)
          return (
            <div key={alert.id} role="presentation">
              {gap >= gapMs && (
                <div
                  role="presentation"
                  className="flex h-6 items-center gap-2 border-b border-line bg-canvas px-3 text-xs text-muted"
                >
                  <span className="h-px flex-1 bg-line" />
                  {formatDuration(gap)} without an alert
                  <span className="h-px flex-1 bg-line" />
                </div>
              )}
              <div
                id={`alert-${alert.id}`}
                role="option"
                aria-selected={alert.id === selected}
                onClick={() => select(alert.id)}
                className={classNames(
                  'grid h-7 grid-cols-[136px_84px_72px_minmax(0,1fr)_minmax(0,0.4fr)] items-center gap-2 border-b border-line px-3',
                  alert.id === selected
                    ? 'bg-selected group-focus-visible:shadow-[inset_2px_0_0_var(--accent)]'
                    : 'hover:bg-hover',
                )}
              >
                <Time at={alert.time} />
                <span className="truncate text-right text-xs text-muted">
                  {gap > 0 && gap < gapMs ? `+${formatDuration(gap)}` : ''}
                </span>
                <span>
                  <SeverityBadge severity={alert.severity} informational={alert.informational} />
                </span>
                <span className="truncate" title={alert.title}>
                  {alert.title}
                </span>
                <span className="truncate text-muted" title={alert.entities.users.join('\n')}>
                  {formatList(alert.entities.users)}
                </span>
              </div>
            </div>
          )
        })}
      </div>
    </Panel>
  )
}
