import { useEffect, useState } from 'react'
import type { MappingDocument, MappingPreview } from '../../core/contract/index.ts'
import { fileName } from '../format/text.ts'
import { messageOf } from '../store/loadable.ts'
import { useStore } from '../store/use-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/states.tsx'
import { MappingForm } from './mapping-form.tsx'

/** Waits for a pause in the choosing before the records are read anew. */
const settleMs = 200

/** Describes the columns of a table that no format knows, then imports it. */
export function MappingDialog({ path, onClose }: { path: string; onClose: () => void }) {
  const request = useStore((state) => state.previewMapping)
  const loadMappings = useStore((state) => state.loadMappings)
  const [preview, setPreview] = useState<MappingPreview>()
  const [mapping, setMapping] = useState<MappingDocument>()
  const [error, setError] = useState<string>()

  useEffect(() => void loadMappings(), [loadMappings])
  useEffect(() => {
    let isCurrent = true
    const timer = setTimeout(
      () =>
        void request(path, mapping).then(
          (value) => {
            if (!isCurrent) return
            setPreview(value)
            setError(undefined)
          },
          (reason: unknown) => isCurrent && setError(messageOf(reason)),
        ),
      mapping === undefined ? 0 : settleMs,
    )
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [path, mapping, request])

  return (
    <Dialog
      title={`The columns of ${fileName(path)}`}
      size="large"
      open
      onOpenChange={(open) => !open && onClose()}
    >
      {error !== undefined && (
        <p role="alert" className="mb-3 text-bad">
          {error}
        </p>
      )}
      {preview === undefined ? (
        error === undefined && <Loading what="the first lines" />
      ) : (
        <MappingForm
          path={path}
          preview={preview}
          mapping={mapping ?? preview.suggestion}
          onChange={setMapping}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}
