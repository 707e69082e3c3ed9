import type { ImportReport } from '../../core/contract/index.ts'
import { formatBytes, formatCount, plural } from '../format/number.ts'
import { Panel } from '../ui/panel.tsx'

/** The files that have no panel of their own, by what became of them and their format. */
export function SourceGroups({ groups }: { groups: NonNullable<ImportReport['otherSources']> }) {
  const files = groups.reduce((sum, group) => sum + group.files, 0)
  return (
    <Panel
      title={`${plural(files, 'more file')}`}
      aside="without a problem, or more of the same"
      padded={false}
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-muted">
            <th className="px-3 py-1.5 font-normal">Files</th>
            <th className="font-normal">Format</th>
            {['Size', 'Lines', 'Records', 'Rejected'].map((name) => (
              <th key={name} className="px-3 text-right font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(
            ({ state, format, formatTitle, files: count, bytes, lines, records, rejected, examples }) => (
              <tr key={`${state} ${format}`} className="border-b border-line last:border-0">
                <td className="px-3 py-1.5" title={examples.join('\n')}>
                  {formatCount(count)} {state}
                </td>
                <td>{formatTitle || 'unknown'}</td>
                <td className="px-3 text-right">{formatBytes(bytes)}</td>
                <td className="px-3 text-right">{formatCount(lines)}</td>
                <td className="px-3 text-right">{formatCount(records)}</td>
                <td className="px-3 text-right">{formatCount(rejected)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </Panel>
  )
}
