import { CircleAlert, CircleCheck, CircleSlash, CircleX } from 'lucide-react'
import type { ImportReport } from '../../core/contract/index.ts'
import { formatBytes, formatCount, plural } from '../format/number.ts'
import { formatDuration } from '../format/time.ts'
import { navigate } from '../shell/navigate.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { Time } from '../ui/time.tsx'
import { Figures } from '../ui/figures.tsx'
import { GoOnButton } from './go-on-button.tsx'
import { ImportSpeed } from './import-speed.tsx'
import { Learning } from './learning.tsx'
import { RebuildButton } from './rebuild-button.tsx'
import { SourceGroups } from './source-groups.tsx'
import { SourceReport } from './source-report.tsx'

const outcomes = {
  done: { title: 'Import finished', Icon: CircleCheck, colour: 'text-good' },
  cancelled: { title: 'Import cancelled', Icon: CircleSlash, colour: 'text-muted' },
  failed: { title: 'Import failed', Icon: CircleX, colour: 'text-bad' },
  interrupted: { title: 'Import interrupted', Icon: CircleAlert, colour: 'text-bad' },
} as const

export function ImportReportView({ report }: { report: ImportReport }) {
  const { title, Icon, colour } = outcomes[report.state]
  const { totals, timeRange } = report
  return (
    <>
      <Panel
        title="Result"
        aside={
          <span>
            <Time at={report.started} /> · {formatDuration(report.finished - report.started)}
          </span>
        }
      >
        <div className="mb-4 flex items-start justify-between gap-4">
          <div className="flex items-start gap-2">
            <Icon size={20} className={colour} aria-hidden />
            <div>
              <p className="text-lg font-semibold">{title}</p>
              {report.error !== undefined && (
                <p role="alert" className="text-bad">
                  {report.error}
                </p>
              )}
              {report.notices?.map((notice) => (
                <p key={notice} role="alert">
                  {notice}
                </p>
              ))}
              {report.stays?.map(({ id, started }) => (
                <p key={id} className="text-muted">
                  The earlier import of <Time at={started} /> stays as it was; nothing of this one is kept.
                </p>
              ))}
              {report.state === 'cancelled' && report.stays === undefined && (
                <p className="text-muted">What was analysed until then is kept and shown.</p>
              )}
            </div>
          </div>
          <GoOnButton report={report} />
          {(totals.late ?? 0) > 0 && <RebuildButton />}
          {totals.incidents > 0 && report.stays === undefined && (
            <Button look="primary" onClick={() => navigate({ screen: 'incidents' })}>
              Show {plural(totals.incidents, 'incident')}
            </Button>
          )}
        </div>
        <Figures
          figures={[
            { label: 'Lines', value: formatCount(totals.lines), note: formatBytes(totals.bytes) },
            { label: 'Records', value: formatCount(totals.records) },
            { label: 'Ignored', value: formatCount(totals.ignored) },
            { label: 'Rejected', value: formatCount(totals.rejected) },
            ...Object.entries(totals.acts).map(([kind, count]) => ({
              label: actLabels[kind] ?? kind,
              value: formatCount(count),
            })),
            {
              label: 'Alerts',
              value: formatCount(totals.alerts),
              note:
                [
                  totals.repeats ? `and ${formatCount(totals.repeats)} more like them` : '',
                  totals.suppressed ? `${formatCount(totals.suppressed)} suppressed` : '',
                ]
                  .filter(Boolean)
                  .join(', ') || undefined,
            },
            { label: 'Incidents', value: formatCount(totals.incidents) },
          ]}
        />
        {timeRange && (
          <p className="mt-3 text-muted">
            From <Time at={timeRange.first} /> to <Time at={timeRange.last} />,{' '}
            {formatDuration(timeRange.last - timeRange.first)}.
          </p>
        )}
        {report.replaced.map(({ id, started }) => (
          <p key={id} className="mt-1 text-muted">
            The same was opened before on <Time at={started} />; this import took the place of that one.
          </p>
        ))}
        {report.quarantine !== undefined && (
          <p className="mt-1 text-muted">
            All rejected lines are kept in <span className="font-mono">{report.quarantine.path}</span>
            {report.quarantine.left > 0 && `, but for ${formatCount(report.quarantine.left)}`}.
          </p>
        )}
      </Panel>
      {report.sources.map((source) => (
        <SourceReport
          key={source.path}
          source={source}
          quarantine={report.quarantine === undefined ? undefined : report.id}
        />
      ))}
      {report.otherSources && <SourceGroups groups={report.otherSources} />}
      <div className="grid grid-cols-2 gap-4">
        <Learning report={report} />
        <ImportSpeed speed={report.speed} />
      </div>
    </>
  )
}

const actLabels: Record<string, string> = {
  attempt: 'Attempts',
  start: 'Session starts',
  end: 'Session ends',
  flow: 'Flows',
  notice: 'Notices',
}
