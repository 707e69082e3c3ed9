import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'
import type { IncidentSummary, Severity } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { formatList, sentenceCase } from '../format/text.ts'
import { formatDuration } from '../format/time.ts'
import { SeverityBadge } from '../ui/severity-badge.tsx'
import { Time } from '../ui/time.tsx'

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })

const helper = createColumnHelper<typeof features, IncidentSummary>()
const ranks: Record<Severity, number> = { low: 0, medium: 1, high: 2, critical: 3 }

function byNumber(measure: (incident: IncidentSummary) => number) {
  return (a: { original: IncidentSummary }, b: { original: IncidentSummary }) =>
    measure(a.original) - measure(b.original)
}

function byText(text: (incident: IncidentSummary) => string) {
  return (a: { original: IncidentSummary }, b: { original: IncidentSummary }) =>
    text(a.original).localeCompare(text(b.original), 'en', { numeric: true })
}

/** A list of values in one line; all of them in its tooltip. */
function Values({ items, mono = false }: { items: string[]; mono?: boolean }) {
  return (
    <span title={items.join('\n')} className={mono ? 'font-mono' : undefined}>
      {items.length === 0 ? '–' : formatList(items)}
    </span>
  )
}

/** CSS grid tracks in the order of `columns`; together they fit a window of 1024 pixels. */
export const columnWidths = [
  '92px',
  '60px',
  'minmax(140px, 3fr)',
  'minmax(84px, 1.2fr)',
  'minmax(104px, 1.3fr)',
  'minmax(76px, 1.6fr)',
  '148px',
  '88px',
  '54px',
  '88px',
]

export const numericColumns = new Set(['score', 'duration', 'alerts'])

export const columns = helper.columns([
  helper.accessor('severity', {
    header: 'Severity',
    sortFn: byNumber(({ severity, score }) => ranks[severity] * 1_000 + score),
    cell: ({ row: { original } }) => (
      <SeverityBadge severity={original.severity} informational={original.informational} />
    ),
  }),
  helper.accessor('score', {
    header: 'Score',
    sortFn: byNumber(({ score }) => score),
    cell: ({ getValue }) => getValue().toFixed(0),
  }),
  helper.accessor('title', {
    header: 'Title',
    sortFn: byText(({ title }) => title),
    cell: ({ getValue }) => (
      <span title={getValue()} className="font-medium">
        {getValue()}
      </span>
    ),
  }),
  helper.accessor('users', {
    header: 'Users',
    sortFn: byText(({ users }) => users.join()),
    cell: ({ getValue }) => <Values items={getValue()} />,
  }),
  helper.accessor('sourceIps', {
    id: 'sources',
    header: 'Sources',
    sortFn: byText(({ sourceIps }) => sourceIps.join()),
    cell: ({ getValue }) => <Values items={getValue()} mono />,
  }),
  helper.accessor('tactics', {
    header: 'Tactics and techniques',
    sortFn: byText(({ tactics }) => tactics.join()),
    cell: ({ row: { original } }) => <Values items={[...original.tactics, ...original.techniques]} />,
  }),
  helper.accessor('start', {
    header: 'Start',
    sortFn: byNumber(({ start }) => start),
    cell: ({ getValue }) => <Time at={getValue()} />,
  }),
  helper.accessor(({ start, end }) => end - start, {
    id: 'duration',
    header: 'Duration',
    sortFn: byNumber(({ start, end }) => end - start),
    cell: ({ getValue }) => formatDuration(getValue()),
  }),
  helper.accessor('alerts', {
    header: 'Alerts',
    sortFn: byNumber(({ alerts }) => alerts),
    cell: ({ getValue }) => formatCount(getValue()),
  }),
  helper.accessor('status', {
    header: 'Status',
    sortFn: byText(({ status }) => status),
    cell: ({ getValue }) => sentenceCase(getValue()),
  }),
])
