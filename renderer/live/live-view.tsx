import { Pause, Play, Square } from 'lucide-react'
import { useState } from 'react'
import type { LiveProgress } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Figures } from '../ui/figures.tsx'
import { attempt } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { Warning } from '../ui/warning.tsx'
import { KafkaView } from './kafka-view.tsx'
import { LiveCharts } from './live-charts.tsx'
import { NewestAlerts } from './newest-alerts.tsx'
import { NotifyButton } from './notify-button.tsx'
import { PortRemarks } from './port-remarks.tsx'
import { StageShares } from './stage-shares.tsx'

/** Rates are those of the last seconds. */
const rateSeconds = 10

const states = {
  starting: 'Starting',
  running: 'Reading',
  ended: 'Stopped',
  failed: 'Failed',
} as const

/** How a live reading goes. Paused, the picture stands still and the reading goes on. */
export function LiveView({ live }: { live: LiveProgress }) {
  const [frozen, setFrozen] = useState<LiveProgress>()
  const stop = useStore((state) => state.stopLive)
  const isRunning = live.state === 'starting' || live.state === 'running'
  const shown = frozen?.id === live.id ? frozen : live
  const { counts, samples, kafka, sending, names } = shown
  const last = samples.slice(-rateSeconds)
  const rate = last.reduce((sum, { lines }) => sum + lines, 0) / Math.max(1, last.length)
  return (
    <>
      <Panel
        title={`${states[live.state]}: ${names.join(', ')}`}
        aside={
          isRunning && (
            <>
              <NotifyButton />
              <Button look="ghost" onClick={() => setFrozen(frozen ? undefined : live)}>
                {frozen ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
                {frozen ? 'Go on showing' : 'Hold the picture'}
              </Button>
              <Button look="ghost" onClick={() => attempt('Reading was not stopped', stop)}>
                <Square size={14} aria-hidden />
                Stop reading
              </Button>
            </>
          )
        }
      >
        <Figures
          figures={[
            { label: 'Records', value: formatCount(counts.lines) },
            { label: 'Records a second', value: formatCount(isRunning ? rate : 0) },
            { label: 'Not decoded', value: formatCount(counts.rejected) },
            { label: 'Acts', value: formatCount(counts.acts) },
            { label: 'Alerts', value: formatCount(counts.alerts) },
            { label: 'Incidents', value: formatCount(counts.incidents) },
          ]}
        />
      </Panel>
      {kafka?.problem !== undefined && isRunning && <Warning>{kafka.problem}</Warning>}
      {sending !== undefined && isRunning && <Warning>{sending}</Warning>}
      <LiveCharts samples={samples} scores={shown.scores} />
      <div className="grid grid-cols-1 gap-4 xl:grid-cols-[2fr_1fr]">
        <NewestAlerts alerts={shown.newest} />
        <div className="flex flex-col gap-4">
          {kafka && <KafkaView state={kafka} />}
          {shown.remarks.length > 0 && <PortRemarks remarks={shown.remarks} />}
          <StageShares stages={shown.stages} />
        </div>
      </div>
    </>
  )
}
