import { selectImportRuns } from '../store/selectors.ts'
import { useStore } from '../store/use-store.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { attempt } from '../ui/notices.tsx'

export function ClearWorkspace() {
  const runs = useStore(selectImportRuns)
  const clear = useStore((state) => state.clearWorkspace)
  return (
    <ConfirmButton
      disabled={runs}
      title="Clear the workspace?"
      consequence="Everything that was imported is forgotten: events, alerts, incidents with their status, and import reports. The files themselves stay where they are."
      confirm="Clear workspace"
      onConfirm={() => attempt('The workspace was not cleared', clear)}
    >
      Clear workspace…
    </ConfirmButton>
  )
}
