import type { ImportReport } from '../../core/contract/index.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { attempt } from '../ui/notices.tsx'

/** Offered for an import that was cancelled or interrupted, where what it had read is kept. */
export function GoOnButton({ report }: { report: ImportReport }) {
  const goOnWith = useStore((state) => state.goOnWith)
  const isRunning = useStore((state) => state.progress?.state === 'running')
  const hasEndedEarly = report.state === 'cancelled' || report.state === 'interrupted'
  if (!hasEndedEarly || report.stays !== undefined || report.sources.length === 0) return null
  return (
    <Button
      look="primary"
      disabled={isRunning}
      onClick={() => attempt('The import did not go on', () => goOnWith(report.id))}
    >
      Go on
    </Button>
  )
}
