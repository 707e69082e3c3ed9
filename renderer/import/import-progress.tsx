import { formatBytes, formatCount, formatPercent } from '../format/number.ts'
import { fileName, formatList } from '../format/text.ts'
import { formatDuration } from '../format/time.ts'
import { selectImportShare } from '../store/selectors.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { attempt } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { Figures } from '../ui/figures.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'

export function ImportProgressPanel() {
  const progress = useStore((state) => state.progress)
  const share = useStore(selectImportShare)
  const cancel = useStore((state) => state.cancelImport)
  if (progress === undefined) return null
  return (
    <Panel
      title={`Importing ${formatList(progress.paths.map(fileName), 3)}`}
      aside={<Button onClick={() => attempt('The import was not cancelled', cancel)}>Cancel import</Button>}
    >
      <div className="mb-2 flex justify-between">
        <span role="status" className="truncate first-letter:uppercase">
          {progress.step}
        </span>
        <span className="font-medium">{share === undefined ? '' : formatPercent(share)}</span>
      </div>
      <ProgressBar label="Import progress" share={share} />
      <div className="mt-4">
        <Figures
          figures={[
            {
              label: 'Read',
              value: formatBytes(progress.bytesRead),
              note: progress.bytesTotal > 0 ? `of ${formatBytes(progress.bytesTotal)}` : undefined,
            },
            { label: 'Lines', value: formatCount(progress.lines) },
            { label: 'Lines per second', value: formatCount(progress.linesPerSecond) },
            { label: 'Elapsed', value: formatDuration(progress.elapsedSeconds * 1_000) },
            {
              label: 'Time left',
              value:
                progress.secondsLeft === undefined
                  ? '–'
                  : `about ${formatDuration(progress.secondsLeft * 1_000)}`,
            },
            { label: 'Rejected lines', value: formatCount(progress.rejected) },
            { label: 'Acts', value: formatCount(progress.acts) },
            { label: 'Alerts', value: formatCount(progress.alerts) },
            { label: 'Incidents', value: formatCount(progress.incidents) },
          ]}
        />
      </div>
    </Panel>
  )
}
