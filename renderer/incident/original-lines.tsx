import { useState } from 'react'
import type { Alert } from '../../core/contract/index.ts'
import { formatCount, plural } from '../format/number.ts'
import { fileName } from '../format/text.ts'
import { Panel } from '../ui/panel.tsx'
import { ShowRest } from '../ui/show-rest.tsx'
import { Empty } from '../ui/states.tsx'

/** Lines shown before one asks for the rest. */
const shownFirst = 6

/** The evidence as it was written. Always text: nothing in a log is ever markup here. */
export function OriginalLines({ alert: { events, originals } }: { alert: Alert }) {
  const [all, setAll] = useState(false)
  const shown = all ? originals : originals.slice(0, shownFirst)
  const rest = originals.length - shown.length
  return (
    <Panel title="Original lines" aside={plural(originals.length, 'line')} padded={false}>
      {originals.length === 0 ? (
        <Empty title="The original lines are not kept" />
      ) : (
        <ol className="flex flex-col">
          {shown.map((original, index) => {
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
          {rest > 0 && (
            <li>
              <ShowRest label={`Show ${plural(rest, 'more line')}`} onClick={() => setAll(true)} />
            </li>
          )}
        </ol>
      )}
    </Panel>
  )
}
