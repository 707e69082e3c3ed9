import { useCallback, useEffect, useState } from 'react'
import type { QuarantinedLine } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { fileName } from '../format/text.ts'
import { messageOf } from '../store/loadable.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

const pageRows = 200

interface Props {
  importId: string
  source: string
  reason: string
  onClose: () => void
}

/** Every line of a file that was rejected for one reason, a page at a time. */
export function QuarantineDialog({ importId, source, reason, onClose }: Props) {
  const read = useStore((state) => state.readQuarantine)
  const [rows, setRows] = useState<QuarantinedLine[]>([])
  const [next, setNext] = useState<number | undefined>()
  const [error, setError] = useState<string>()

  const load = useCallback(
    (from: number) => {
      read({ id: importId, from, limit: pageRows, source, reason }).then(
        (page) => {
          setRows((before) => (from === 0 ? page.rows : [...before, ...page.rows]))
          setNext(page.next)
        },
        (failure: unknown) => setError(messageOf(failure)),
      )
    },
    [read, importId, source, reason],
  )
  useEffect(() => load(0), [load])

  return (
    <Dialog
      title={`Rejected lines of ${fileName(source)}`}
      size="large"
      open
      onOpenChange={(open) => !open && onClose()}
    >
      <p className="mb-2 text-muted first-letter:uppercase">{reason}</p>
      {error !== undefined && (
        <p role="alert" className="text-bad">
          The lines could not be read: {error}
        </p>
      )}
      <ol
        tabIndex={0}
        aria-label="Rejected lines"
        className="max-h-[60vh] overflow-auto rounded-sm border border-line bg-canvas p-2 font-mono text-xs"
      >
        {rows.map(({ place, original }) => (
          <li key={place.offset} className="flex gap-3 whitespace-pre">
            <span className="w-16 shrink-0 text-right text-muted select-none" title={`byte ${place.offset}`}>
              {formatCount(place.line)}
            </span>
            {original}
          </li>
        ))}
      </ol>
      <div className="mt-3 flex items-center justify-between text-sm text-muted">
        <span role="status">{formatCount(rows.length)} shown</span>
        {next !== undefined && <Button onClick={() => load(next)}>Show more</Button>}
      </div>
    </Dialog>
  )
}
