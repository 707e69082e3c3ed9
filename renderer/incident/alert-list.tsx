import { BellOff } from 'lucide-react'
import { useRef } from 'react'
import type { Alert } from '../../core/contract/index.ts'
import { formatCount, plural } from '../format/number.ts'
import { formatList } from '../format/text.ts'
import { formatDuration } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'
import { CheckBox } from '../ui/check-box.tsx'
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
  /** Number of alerts that rules hide, whether they are listed or not. */
  hidden?: number
  selected: string | undefined
}

export function AlertList({ alerts, hidden = 0, selected }: Props) {
  const hiddenShown = useStore((state) => state.hiddenShown)
  const showHidden = useStore((state) => state.showHidden)
  const suppress = useStore((state) => state.startRule)
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
      aside={
        <>
          {hidden > 0 && (
            <CheckBox checked={hiddenShown} onChange={showHidden}>
              Show {plural(hidden, 'suppressed', 'suppressed')}
            </CheckBox>
          )}
          {plural(alerts.filter(({ suppressed }) => suppressed === undefined).length, 'alert')}
        </>
      }
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
        className="group @container max-h-90 overflow-y-auto text-sm focus-visible:outline-none"
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
                  'group/row grid h-7 grid-cols-[136px_80px_78px_minmax(0,1fr)_20px] items-center @xl:grid-cols-[136px_80px_78px_minmax(0,1fr)_minmax(0,0.4fr)_20px] gap-2 border-b border-line pr-2 pl-3',
                  alert.suppressed !== undefined && 'text-muted [&>:nth-child(3)]:opacity-60',
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
                  {alert.repeats && <strong>{formatCount(alert.repeats.count + 1)} × </strong>}
                  {alert.title}
                </span>
                <span
                  className="hidden truncate text-muted @xl:inline"
                  title={alert.entities.users.join('\n')}
                >
                  {alert.suppressed === undefined ? formatList(alert.entities.users) : 'Suppressed'}
                </span>
                {alert.suppressed === undefined && (
                  <button
                    type="button"
                    tabIndex={-1}
                    aria-label={`Suppress: ${alert.title}`}
                    title="Suppress… (s)"
                    onClick={(event) => {
                      event.stopPropagation()
                      select(alert.id)
                      suppress(alert)
                    }}
                    className={classNames(
                      'flex size-5 items-center justify-center rounded-sm text-muted hover:bg-raised hover:text-text',
                      alert.id !== selected && 'invisible group-hover/row:visible',
                    )}
                  >
                    <BellOff size={13} aria-hidden />
                  </button>
                )}
              </div>
            </div>
          )
        })}
      </div>
    </Panel>
  )
}
