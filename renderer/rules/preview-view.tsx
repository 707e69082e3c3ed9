import { ArrowRight } from 'lucide-react'
import type { IncidentStand, RulePreview } from '../../core/contract/index.ts'
import { formatCount, plural } from '../format/number.ts'
import { SeverityBadge } from '../ui/severity-badge.tsx'
import type { Preview } from './use-preview.ts'

/** What saving the rule would change, before it is saved. */
export function PreviewView({ preview }: { preview: Preview }) {
  if (preview === undefined) return <p className="p-3 text-sm text-muted">Looking at what would change…</p>
  if ('problem' in preview)
    return (
      <p role="alert" className="p-3 text-sm text-bad">
        {preview.problem}
      </p>
    )
  const { seen } = preview
  return (
    <>
      <p role="status" className="px-3 py-2 text-sm">
        {summary(seen)}
      </p>
      {seen.incidents.length > 0 && (
        <ul
          aria-label="Incidents that would change"
          tabIndex={0}
          className="max-h-44 overflow-y-auto border-t border-line text-sm"
        >
          {seen.incidents.map(({ id, title, before, after }) => (
            <li
              key={id}
              className="grid grid-cols-[104px_14px_104px_72px_minmax(0,1fr)] items-center gap-2 border-b border-line px-3 py-1 last:border-b-0"
            >
              <Stand stand={before} none="Part of one" />
              <ArrowRight size={12} className="text-muted" aria-label="becomes" />
              <Stand stand={after} none="Gone" />
              <span className="text-muted" title="Alerts before and after">
                {formatCount(before?.alerts ?? 0)} → {formatCount(after?.alerts ?? 0)}
              </span>
              <span className="truncate" title={title}>
                {title}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Stand({ stand, none }: { stand: IncidentStand | null; none: string }) {
  if (stand === null) return <span className="text-muted">{none}</span>
  return (
    <span className="flex items-center gap-1.5">
      <SeverityBadge severity={stand.severity} />
      {stand.score.toFixed(0)}
    </span>
  )
}

function summary({ alerts, vanished, changed, appeared }: RulePreview): string {
  if (alerts === 0) return 'No stored alert fits, so nothing changes now. Alerts to come are hidden.'
  const parts = [
    vanished > 0 && `${plural(vanished, 'incident')} ${vanished === 1 ? 'goes' : 'go'}`,
    changed > 0 && `${plural(changed, 'incident')} ${changed === 1 ? 'changes' : 'change'}`,
    appeared > 0 && `${plural(appeared, 'incident')} ${appeared === 1 ? 'splits' : 'split'} off`,
  ].filter(Boolean)
  const rest = parts.length === 0 ? 'no incident changes' : parts.join(', ')
  return `${plural(alerts, 'alert')} would be hidden; ${rest}.`
}
