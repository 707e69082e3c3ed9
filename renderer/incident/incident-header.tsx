import { ChevronLeft, FileDown } from 'lucide-react'
import type { Incident, IncidentStatus } from '../../core/contract/index.ts'
import { formatPercent, plural } from '../format/number.ts'
import { sentenceCase } from '../format/text.ts'
import { formatDuration } from '../format/time.ts'
import { formatRoute } from '../store/route.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { attempt } from '../ui/notices.tsx'
import { Select } from '../ui/select.tsx'
import { SeverityBadge } from '../ui/severity-badge.tsx'
import { Time } from '../ui/time.tsx'
import { downloadHtml } from './download.ts'

const statuses = (
  ['open', 'investigating', 'closed', 'false-positive'] as const satisfies IncidentStatus[]
).map((value) => ({ value, label: sentenceCase(value) }))

export function IncidentHeader({ incident }: { incident: Incident }) {
  const setStatus = useStore((state) => state.setStatus)
  const fetchReport = useStore((state) => state.fetchReport)
  return (
    <header className="flex shrink-0 items-center gap-4 border-b border-line px-4 py-2">
      <a
        href={formatRoute({ screen: 'incidents' })}
        aria-label="Back to the incidents"
        title="Back to the incidents (Esc)"
        className="-ml-1.5 flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
      >
        <ChevronLeft size={18} aria-hidden />
      </a>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <SeverityBadge severity={incident.severity} informational={incident.informational} />
          <h1 className="line-clamp-2 text-lg/6 font-semibold" title={incident.title}>
            {incident.title}
          </h1>
        </div>
        <p className="truncate text-sm text-muted">
          <Time at={incident.start} /> to <Time at={incident.end} /> ·{' '}
          {formatDuration(incident.end - incident.start)} · {plural(incident.alerts.length, 'alert')}
        </p>
      </div>
      <dl className="flex shrink-0 gap-4 text-right">
        <div>
          <dt className="text-xs text-muted">Score</dt>
          <dd className="text-lg font-semibold">{incident.score.toFixed(0)}</dd>
        </div>
        <div>
          <dt className="text-xs text-muted">Confidence</dt>
          <dd className="text-lg font-semibold">{formatPercent(incident.confidence)}</dd>
        </div>
      </dl>
      <Select
        label="Status"
        value={incident.status}
        options={statuses}
        onChange={(status) => attempt('The status was not changed', () => setStatus(status))}
        className="w-32 shrink-0"
      />
      <Button
        onClick={() =>
          attempt('The report was not made', async () => downloadHtml(await fetchReport(incident.id)))
        }
      >
        <FileDown size={14} aria-hidden />
        Export report
      </Button>
    </header>
  )
}
