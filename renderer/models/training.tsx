import type { TrainingProgress } from '../../core/contract/index.ts'
import { formatCount, formatPercent, plural } from '../format/number.ts'
import { formatDuration } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { attempt } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'

/** A generation from what was imported into this workspace. */
export function Training() {
  const training = useStore((state) => state.training)
  const start = useStore((state) => state.startTraining)
  const cancel = useStore((state) => state.cancelTraining)
  const runs = training?.state === 'running'
  return (
    <Panel title="Train on this workspace">
      <div className="flex items-start justify-between gap-4">
        <p className="max-w-180">
          Reads the files that were imported here again and trains a generation on them. What lies behind alerts of
          medium or higher severity does not teach, unless its incident is marked as a false positive.
        </p>
        {runs ? (
          <Button onClick={() => attempt('The training was not cancelled', cancel)}>Cancel training</Button>
        ) : (
          <Button onClick={() => attempt('The training did not start', start)}>Train a generation</Button>
        )}
      </div>
      {training !== undefined && (
        <div className="mt-3 border-t border-line pt-3">
          {runs ? <Running training={training} /> : <Ended training={training} />}
        </div>
      )}
    </Panel>
  )
}

function Running({ training: { step, share } }: { training: TrainingProgress }) {
  return (
    <>
      <div className="mb-2 flex justify-between gap-4">
        <span role="status" className="truncate first-letter:uppercase">
          {step}
        </span>
        <span className="font-medium">{share === undefined ? '' : formatPercent(share)}</span>
      </div>
      <ProgressBar label="Training progress" share={share} />
    </>
  )
}

function Ended({ training: { state, error, result, started, finished = started } }: { training: TrainingProgress }) {
  const shelf = useStore((store) => store.shelf.value)
  if (state === 'cancelled') return <p role="status">The training was cancelled: nothing was kept.</p>
  if (result === undefined)
    return (
      <p role="alert" className="text-bad">
        {error}
      </p>
    )
  const { counts, generation, unread } = result
  const isIdle = shelf?.generations.some(({ name, isActive }) => name === generation && !isActive) ?? false
  const left = [
    counts.withheld > 0 && `${plural(counts.withheld, 'act')} behind alerts`,
    counts.cut && `what came after the first ${formatCount(counts.acts)} acts`,
  ].filter((item) => item !== false)
  return (
    <>
      <p role="status">
        <span className="font-mono font-medium">{generation}</span> learned from {formatCount(counts.teaching)} of{' '}
        {formatCount(counts.acts)} acts in {formatDuration(finished - started)}. {isIdle && 'Activate it to use it for imports.'}
      </p>
      {left.length > 0 && <p className="text-muted">Left out: {left.join(', ')}.</p>}
      {unread.length > 0 && (
        <ul aria-label="Files that did not teach" className="mt-1 text-muted">
          {unread.map((sentence) => (
            <li key={sentence} className="break-words">
              Left out: {sentence}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
