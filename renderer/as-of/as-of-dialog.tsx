import { useId, useState } from 'react'
import { zoneLabel } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { attempt } from '../ui/notices.tsx'
import { fieldText, momentOf } from './moment.ts'

interface Props {
  /** Epoch ms of the latest event, where the asking begins. */
  last: number
  onClose: () => void
}

export function AsOfDialog({ last, onClose }: Props) {
  const zone = useStore((state) => state.zone)
  const start = useStore((state) => state.startAsOf)
  const [text, setText] = useState(() => fieldText(last, zone))
  const field = useId()
  const time = momentOf(text, zone)
  return (
    <Dialog title="What was known at a moment" open onOpenChange={(open) => !open && onClose()}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (time === undefined) return
          attempt('The moment cannot be shown', () => start(time))
          onClose()
        }}
      >
        <p className="mb-3 text-muted">
          Sonic analyses the stored events up to this moment anew, as if nothing later had happened. Results
          of now stay as they are.
        </p>
        <label htmlFor={field} className="mb-1 block text-sm text-muted">
          Moment ({zoneLabel(zone, time ?? last)})
        </label>
        <input
          id={field}
          type="datetime-local"
          step={1}
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-7 w-60 rounded-md border border-line bg-surface px-2 font-mono text-sm"
        />
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={time === undefined}>
            Show
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
