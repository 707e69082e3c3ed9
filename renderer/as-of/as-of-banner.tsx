import { CircleAlert, History } from 'lucide-react'
import type { AsOf } from '../../core/contract/index.ts'
import { formatTime, zoneLabel } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { attempt } from '../ui/notices.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'

/** Says, on every screen, that what it shows is not what is known now, and leads back. */
export function AsOfBanner() {
  const asOf = useStore((state) => state.asOf)
  return <div role="status">{asOf !== undefined && <Banner asOf={asOf} />}</div>
}

function Banner({ asOf }: { asOf: AsOf }) {
  const zone = useStore((state) => state.zone)
  const cancel = useStore((state) => state.cancelAsOf)
  const leave = useStore((state) => state.leaveAsOf)
  const moment = `${formatTime(asOf.time, zone)} ${zoneLabel(zone, asOf.time)}`
  const isRunning = asOf.state === 'running'
  const isFailed = asOf.state === 'failed'
  return (
    <div className="flex items-center gap-3 border-b border-accent bg-selected px-4 py-1.5 text-sm">
      {isFailed ? (
        <CircleAlert size={14} className="shrink-0 text-bad" aria-hidden />
      ) : (
        <History size={14} className="shrink-0" aria-hidden />
      )}
      <span className="min-w-0 flex-1">
        <strong className="font-semibold">
          {isRunning && `Looking up what was known at ${moment}.`}
          {isFailed && `What was known at ${moment} cannot be shown.`}
          {asOf.state === 'shown' && `This is what was known at ${moment}.`}
        </strong>{' '}
        {isRunning && 'Until then this is what is known now.'}
        {isFailed && asOf.error}
        {asOf.state === 'shown' && 'Later records are left out; rules and statuses are those of now.'}
      </span>
      {isRunning && (
        <div className="w-40">
          <ProgressBar label="Looking back" share={asOf.share} />
        </div>
      )}
      {isRunning ? (
        <Button onClick={() => attempt('It was not cancelled', cancel)}>Cancel</Button>
      ) : (
        <Button look="primary" onClick={() => attempt('Now cannot be shown', leave)}>
          {isFailed ? 'Close' : 'Back to now'}
        </Button>
      )}
    </div>
  )
}
