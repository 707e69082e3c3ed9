import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ImportReport } from '../../core/contract/index.ts'
import { formatBytes, formatCount, formatPercent } from '../format/number.ts'
import { fileName } from '../format/text.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { Time } from '../ui/time.tsx'
import { adviseOn, rejectedLines } from './advice.ts'
import { Figures } from '../ui/figures.tsx'
import { MappingDialog } from './mapping-dialog.tsx'
import { RejectedLines } from './rejected-lines.tsx'
import { SourceChecks } from './source-checks.tsx'

interface Props {
  source: ImportReport['sources'][number]
  /** Of the import that kept its rejected lines; undefined where none were kept. */
  quarantine: string | undefined
}

export function SourceReport({ source, quarantine }: Props) {
  const advice = adviseOn(source)
  const [isMapping, setMapping] = useState(false)
  return (
    <Panel
      title={fileName(source.path)}
      aside={
        <span className="max-w-120 truncate" title={source.path}>
          {source.path}
        </span>
      }
    >
      {advice && (
        <div
          role="alert"
          className="mb-3 flex items-start gap-2 rounded-sm border border-line border-l-bad bg-raised px-3 py-2 [border-left-width:3px]"
        >
          <TriangleAlert size={16} className="mt-0.5 shrink-0 text-bad" aria-hidden />
          <p>
            <strong className="font-semibold">{advice.problem}</strong> {advice.remedy}
          </p>
          {source.isMappable && (
            <Button look="primary" className="ml-auto" onClick={() => setMapping(true)}>
              Describe its columns…
            </Button>
          )}
        </div>
      )}
      <Figures
        figures={[
          { label: 'Format', value: source.formatTitle || 'unknown', note: howSure(source) },
          {
            label: 'Size',
            value: formatBytes(source.bytes),
            note: source.compression === 'none' ? undefined : `unpacked from ${source.compression}`,
          },
          { label: 'Lines', value: formatCount(source.lines) },
          { label: 'Records', value: formatCount(source.records), note: share(source.records, source.lines) },
          { label: 'Ignored', value: formatCount(source.ignored), note: share(source.ignored, source.lines) },
          {
            label: 'Rejected',
            value: formatCount(rejectedLines(source)),
            note: share(rejectedLines(source), source.lines),
          },
        ]}
      />
      {source.first !== undefined && (
        <p className="mt-3 text-muted">
          From <Time at={source.first} /> to <Time at={source.last} />
        </p>
      )}
      {source.notes.length > 0 && (
        <ul className="mt-3 list-disc pl-4 text-muted">
          {source.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <SourceChecks source={source} />
      <RejectedLines source={source} importId={quarantine} />
      {isMapping && <MappingDialog path={source.path} onClose={() => setMapping(false)} />}
    </Panel>
  )
}

function howSure({ format, formatChosenBy, formatConfidence }: ImportReport['sources'][number]): string {
  if (format === '') return 'none was recognised'
  return formatChosenBy === 'analyst' ? 'chosen by you' : `detected, ${formatPercent(formatConfidence)} sure`
}

function share(part: number, whole: number): string | undefined {
  return whole === 0 ? undefined : formatPercent(part / whole)
}
