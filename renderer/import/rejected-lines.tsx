import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { ImportReport } from '../../core/contract/index.ts'
import { formatCount, plural } from '../format/number.ts'
import { Button } from '../ui/button.tsx'
import { QuarantineDialog } from './quarantine-dialog.tsx'

interface Props {
  source: ImportReport['sources'][number]
  /** The import that kept all of them; undefined where only the first are known. */
  importId: string | undefined
}

/** Why lines were not read, with the first of each; a line of a log is only ever text here. */
export function RejectedLines({ source, importId }: Props) {
  const [opened, setOpened] = useState<string>()
  const tallies = source.rejected
  if (tallies.length === 0) return null
  return (
    <div className="mt-3 flex flex-col gap-1">
      <h3 className="text-sm font-semibold">Rejected lines by reason</h3>
      {tallies.map(({ reason, count, examples }) => (
        <details key={reason} className="group rounded-sm border border-line">
          <summary className="flex cursor-pointer items-center gap-2 px-2 py-1 hover:bg-hover">
            <ChevronRight size={14} className="shrink-0 text-muted group-open:rotate-90" aria-hidden />
            <span className="flex-1">{reason}</span>
            <span className="shrink-0 text-muted">{plural(count, 'line')}</span>
          </summary>
          <ol className="overflow-x-auto border-t border-line bg-canvas p-2 font-mono text-xs">
            {examples.map(({ line, offset, text }) => (
              <li key={offset} className="flex gap-3 whitespace-pre">
                <span className="w-14 shrink-0 text-right text-muted select-none" title={`byte ${offset}`}>
                  {formatCount(line)}
                </span>
                {text}
              </li>
            ))}
          </ol>
          {importId !== undefined && count > examples.length && (
            <div className="border-t border-line p-2">
              <Button onClick={() => setOpened(reason)}>Show all {plural(count, 'line')}…</Button>
            </div>
          )}
        </details>
      ))}
      {importId !== undefined && opened !== undefined && (
        <QuarantineDialog
          importId={importId}
          source={source.path}
          reason={opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  )
}
