import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'

/** Offered where records came too late to be analysed in their place. */
export function RebuildButton() {
  const rebuild = useStore((state) => state.rebuildWorkspace)
  const isRunning = useStore((state) => state.progress?.state === 'running')
  return (
    <Button look="primary" disabled={isRunning} onClick={() => void rebuild()}>
      Rebuild in order of time
    </Button>
  )
}
