import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ImportReport } from '../../core/contract/index.ts'
import { formatCount, formatPercent, plural } from '../format/number.ts'
import { formatDuration } from '../format/time.ts'
import { Time } from '../ui/time.tsx'

type Source = ImportReport['sources'][number]

const shownKinds = 40

/** What an analyst should know of a source before trusting it: what is in it, where it is silent, and its clock. */
export function SourceChecks({ source }: { source: Source }) {
  const { formats, kinds, gaps, clock, duplicates, linkTypes } = source
  const records = Math.max(1, source.records)
  return (
    <>
      <ul className="mt-3 list-disc pl-4 text-muted empty:hidden">
        {formats.length > 1 && (
          <li>
            Formats are mixed:{' '}
            {formats
              .map(({ title, records: count }) => `${title} ${formatPercent(count / records)}`)
              .join(', ')}
          </li>
        )}
        {linkTypes !== undefined && (
          <li>
            Link types: {linkTypes.map(({ name, packets }) => `${name} ${formatCount(packets)}`).join(', ')}
          </li>
        )}
        {clock.steppedBack > 0 && (
          <li>
            {plural(clock.steppedBack, 'record')} stepping back in time by more than a minute, at most{' '}
            {formatDuration(clock.furthestBackMs)}: the clock was set, or files were joined out of order
          </li>
        )}
        {clock.beyondWriting > 0 && (
          <li>
            {plural(clock.beyondWriting, 'record')} younger than the last writing of the file, at most{' '}
            {formatDuration(clock.furthestBeyondMs)}: its clock or its time zone may be wrong
          </li>
        )}
        {duplicates.count > 0 && (
          <li>
            {plural(duplicates.count, 'line')} repeating one shortly before, the first at line{' '}
            {formatCount(duplicates.lines[0] ?? 0)}
          </li>
        )}
      </ul>
      {gaps.count > 0 && (
        <Fold title={`Times without a record: ${formatCount(gaps.count)}`}>
          <ul className="p-2 text-sm">
            {gaps.longest.map(({ from, to }) => (
              <li key={from}>
                <Time at={from} /> to <Time at={to} />{' '}
                <span className="text-muted">({formatDuration(to - from)})</span>
              </li>
            ))}
            <li className="text-muted">
              Longer than {formatDuration(gaps.thresholdMs)}, which is much for this file.
            </li>
          </ul>
        </Fold>
      )}
      {kinds.length > 0 && (
        <Fold title={`Records by kind: ${formatCount(kinds.length)}`}>
          <table className="w-full text-sm">
            <caption className="sr-only">Records by category and action</caption>
            <tbody>
              {kinds.slice(0, shownKinds).map(({ category, action, records: count }) => (
                <tr key={`${category} ${action}`}>
                  <td className="px-2 py-0.5">{category || 'no category'}</td>
                  <td className="px-2 py-0.5 font-mono text-xs">{action || 'no action'}</td>
                  <td className="px-2 py-0.5 text-right">{formatCount(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Fold>
      )}
    </>
  )
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group mt-2 rounded-sm border border-line">
      <summary className="flex cursor-pointer items-center gap-2 px-2 py-1 hover:bg-hover">
        <ChevronRight size={14} className="shrink-0 text-muted group-open:rotate-90" aria-hidden />
        {title}
      </summary>
      <div className="border-t border-line">{children}</div>
    </details>
  )
}
