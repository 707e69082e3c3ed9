import type { Alert } from '../../core/contract.ts'
import { formatCount, plural } from '../format/number.ts'
import { fileName } from '../format/text.ts'
import { Panel } from '../ui/panel.tsx'
import { Empty } from '../ui/states.tsx'

/** The evidence as it was written. Always text: nothing in a log is ever markup here. */
export function OriginalLines({ alert: { events, originals } }: { alert: Alert }) {
  return (
    <Panel title="Original lines" aside={plural(originals.length, 'line')} padded={false}>
      {originals.length === 0 ? (
        <Empty title="The original lines are not kept" />
      ) : (
        <ol className="flex flex-col">
          {originals.map((original, index) => {
            const place = events[index]
            return (
              <li key={index} className="border-t border-line px-3 py-1.5 first:border-t-0">
                {place && (
                  <span className="block text-xs text-muted" title={`${place.source}, byte ${place.offset}`}>
                    {fileName(place.source)}, line {formatCount(place.line)}
                  </span>
                )}
                <code className="block font-mono text-xs break-all whitespace-pre-wrap">{original}</code>
              </li>
            )
          })}
        </ol>
      )}
    </Panel>
  )
}
