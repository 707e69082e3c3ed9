import { History } from 'lucide-react'
import { useState } from 'react'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { AsOfDialog } from './as-of-dialog.tsx'

/** Asks for the moment whose knowledge is to be shown. */
export function AsOfButton() {
  const [isOpen, setOpen] = useState(false)
  const isBusy = useStore((state) => state.asOf?.state === 'running')
  const last = useStore((state) => state.overview.value?.timeRange?.last)
  if (last === undefined) return null
  return (
    <>
      <Button disabled={isBusy} onClick={() => setOpen(true)} title="Show what was known at a moment">
        <History size={14} aria-hidden />
        As of…
      </Button>
      {isOpen && <AsOfDialog last={last} onClose={() => setOpen(false)} />}
    </>
  )
}
