import type { MappingPreview } from '../../core/contract/index.ts'

const shownRecords = 3

/** What a mapping makes of the first records, or why it can't be used yet. */
export function MappedRecords({ preview: { records, problem } }: { preview: MappingPreview }) {
  if (records === undefined)
    return (
      <p role="status" className="text-muted first-letter:uppercase">
        {problem}.
      </p>
    )
  return (
    <ol className="grid grid-cols-3 gap-3">
      {records.slice(0, shownRecords).map((entry, at) => (
        <li key={at} className="min-w-0 overflow-x-auto rounded-sm border border-line bg-canvas p-2">
          {'reason' in entry ? (
            <p className="text-bad">Rejected: {entry.reason}</p>
          ) : (
            <pre className="font-mono text-xs">{JSON.stringify(entry.record, undefined, 2)}</pre>
          )}
        </li>
      ))}
    </ol>
  )
}
