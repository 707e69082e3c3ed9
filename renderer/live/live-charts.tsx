import { useMemo } from 'react'
import type { LiveSample } from '../../core/contract/index.ts'
import { resolveColours } from '../chart/palette.ts'
import { Plot } from '../chart/plot.tsx'
import { useDark } from '../chart/use-dark.ts'
import { useStore } from '../store/use-store.ts'
import { Panel } from '../ui/panel.tsx'
import { liveColours, rateFigure, scoreFigure } from './live-figures.ts'

interface Props {
  samples: readonly LiveSample[]
  scores: readonly number[]
}

/** They move once a second, however many records come. */
export function LiveCharts({ samples, scores }: Props) {
  const zone = useStore((state) => state.zone)
  const dark = useDark()
  const colours = useMemo(() => resolveColours(liveColours, dark), [dark])
  const rate = useMemo(() => rateFigure(samples, zone, colours), [samples, zone, colours])
  const score = useMemo(() => scoreFigure(scores, colours), [scores, colours])
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-[2fr_1fr]">
      <Panel title="Records a second" aside="the last five minutes">
        <div className="h-56">
          <Plot label="Records, alerts and records that wait, by second" figure={rate} />
        </div>
      </Panel>
      <Panel title="Anomaly levels" aside="acts of the last minute">
        <div className="h-56">
          <Plot label="How many acts of the last minute were how unusual" figure={score} />
        </div>
      </Panel>
    </div>
  )
}
