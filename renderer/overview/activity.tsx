import { useMemo } from 'react'
import type { Overview } from '../../core/contract/index.ts'
import { resolveColours } from '../chart/palette.ts'
import { Plot } from '../chart/plot.tsx'
import { useDark } from '../chart/use-dark.ts'
import { formatDuration, zoneLabel } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'
import { Panel } from '../ui/panel.tsx'
import { activityColours, activityFigure } from './activity-figure.ts'

export function Activity({ series }: { series: Overview['series'] }) {
  const zone = useStore((state) => state.zone)
  const dark = useDark()
  const colours = useMemo(() => resolveColours(activityColours, dark), [dark])
  const figure = useMemo(() => activityFigure(series, zone, colours), [series, zone, colours])
  return (
    <Panel
      title="Activity"
      aside={`one column is ${formatDuration(series.bucketMs)}, ${zoneLabel(zone, series.start)}`}
    >
      <div className="h-80">
        <Plot label="Acts by kind, highest anomaly level and alerts over time" figure={figure} />
      </div>
    </Panel>
  )
}
