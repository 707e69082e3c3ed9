import { useEffect, useState } from 'react'
import type { Alert, ListedRule, Page } from '../../core/contract/index.ts'
import { formatList } from '../format/text.ts'
import { notLoaded, type Loadable } from '../store/loadable.ts'
import { createPagedLoader } from '../store/paged.ts'
import { useStore } from '../store/use-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ListEnd } from '../ui/list-end.tsx'
import { SeverityBadge } from '../ui/severity-badge.tsx'
import { Loaded } from '../ui/states.tsx'
import { Time } from '../ui/time.tsx'

/** The alerts that a rule hides: none of them is gone. */
export function HiddenDialog({ rule, onClose }: { rule: ListedRule; onClose: () => void }) {
  const fetch = useStore((state) => state.fetchHidden)
  const [alerts, setAlerts] = useState<Loadable<Page<Alert>>>(notLoaded)
  const [{ load, more }] = useState(() =>
    createPagedLoader(
      (request) => fetch({ ...request, id: rule.id }),
      (change) => setAlerts((before) => ({ ...before, ...change })),
    ),
  )
  useEffect(() => void load(), [load])
  return (
    <Dialog title="Alerts that the rule hides" size="large" open onOpenChange={(open) => !open && onClose()}>
      <p className="mb-2 text-muted first-letter:uppercase">
        {rule.scope} ({rule.reason})
      </p>
      <Loaded what="the alerts" of={alerts} retry={load}>
        {({ items, next }) => (
          <>
            <ul
              aria-label="Hidden alerts"
              tabIndex={0}
              className="max-h-[60vh] overflow-y-auto rounded-md border border-line text-sm"
            >
              {items.map((alert) => (
                <li
                  key={alert.id}
                  className="grid min-h-7 grid-cols-[136px_72px_32px_minmax(0,1fr)_minmax(0,0.4fr)] items-center gap-2 border-b border-line px-3 last:border-b-0"
                >
                  <Time at={alert.time} />
                  <span>
                    <SeverityBadge severity={alert.severity} />
                  </span>
                  <span className="text-right">{alert.score.toFixed(0)}</span>
                  <span className="truncate" title={alert.title}>
                    {alert.title}
                  </span>
                  <span className="truncate text-muted" title={alert.entities.users.join('\n')}>
                    {formatList(alert.entities.users)}
                  </span>
                </li>
              ))}
              {next !== undefined && (
                <li>
                  <ListEnd isMore more={more} />
                </li>
              )}
            </ul>
          </>
        )}
      </Loaded>
    </Dialog>
  )
}
