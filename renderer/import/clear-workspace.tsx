import { useState } from 'react'
import { selectImportRuns } from '../store/selectors.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { attempt } from '../ui/notices.tsx'

export function ClearWorkspace() {
  const [asked, setAsked] = useState(false)
  const runs = useStore(selectImportRuns)
  const clear = useStore((state) => state.clearWorkspace)
  return (
    <>
      <Button look="ghost" disabled={runs} onClick={() => setAsked(true)}>
        Clear workspace…
      </Button>
      <Dialog title="Clear the workspace?" open={asked} onOpenChange={setAsked}>
        <p className="mb-4">
          Everything that was imported is forgotten: events, alerts, incidents with their status, and import
          reports. The files themselves stay where they are.
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsked(false)}>Keep it</Button>
          <Button
            look="primary"
            onClick={() => {
              setAsked(false)
              attempt('The workspace was not cleared', clear)
            }}
          >
            Clear workspace
          </Button>
        </div>
      </Dialog>
    </>
  )
}
