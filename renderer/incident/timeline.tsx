import { useMemo, useState } from 'react'
import type { Alert, Incident } from '../../core/contract/index.ts'
import { plural } from '../format/number.ts'
import { formatTime, zoneLabel } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'
import { Choice } from '../ui/choice.tsx'
import { Panel } from '../ui/panel.tsx'
import { severityColour } from '../ui/severity-badge.tsx'
import { useWidth } from '../ui/use-width.ts'
import { lanesOf, type Lane, type LaneKind } from './lanes.ts'
import { timeScale, type TimeScale } from './time-scale.ts'

const kinds = [
  { value: 'stage', label: 'By stage' },
  { value: 'entity', label: 'By entity' },
] as const

const laneHeight = 26
const axisHeight = 22
const labelWidth = 148

interface Props {
  incident: Incident
  alerts: Alert[]
  selected: string | undefined
}

/** When what happened, on real time. The list below is its equal for keyboard and screen reader. */
export function Timeline({ incident, alerts, selected }: Props) {
  const zone = useStore((state) => state.zone)
  const [kind, setKind] = useState<LaneKind>('stage')
  const [ref, width] = useWidth<HTMLDivElement>()
  const lanes = useMemo(() => lanesOf(incident, alerts, kind), [incident, alerts, kind])
  const scale = timeScale(incident.start, incident.end, labelWidth, width - labelWidth, zone)
  const height = lanes.length * laneHeight + axisHeight
  return (
    <Panel
      title="Timeline"
      className="shrink-0"
      aside={
        <>
          {zoneLabel(zone, incident.start)}
          <Choice label="Lanes" value={kind} options={kinds} onChange={setKind} />
        </>
      }
    >
      <div ref={ref}>
        {width > labelWidth && (
          <svg
            role="img"
            aria-label={`${plural(alerts.length, 'alert')} in ${plural(lanes.length, 'lane')} over time`}
            width={width}
            height={height}
            className="block text-xs"
          >
            {scale.ticks.map(({ x, label }) => (
              <g key={x}>
                <line x1={x} x2={x} y1={0} y2={height - axisHeight} stroke="var(--line)" />
                <text
                  x={x}
                  y={height - 6}
                  fill="var(--muted)"
                  textAnchor={x > width - 36 ? 'end' : x < labelWidth + 36 ? 'start' : 'middle'}
                >
                  {label}
                </text>
              </g>
            ))}
            {lanes.map((lane, index) => (
              <LaneMarks
                key={lane.key}
                lane={lane}
                y={(index + 0.5) * laneHeight}
                scale={scale}
                selected={selected}
                zoneTime={(time) => formatTime(time, zone)}
              />
            ))}
          </svg>
        )}
      </div>
    </Panel>
  )
}

interface LaneProps {
  lane: Lane
  y: number
  scale: TimeScale
  selected: string | undefined
  zoneTime: (time: number) => string
}

function LaneMarks({ lane, y, scale, selected, zoneTime }: LaneProps) {
  const select = useStore((state) => state.selectAlert)
  // The selected mark last: nothing covers it.
  const marks = [...lane.alerts].sort((a, b) => Number(a.id === selected) - Number(b.id === selected))
  const label = lane.label.length > 21 ? `${lane.label.slice(0, 20)}…` : lane.label
  return (
    <g>
      <text x={0} y={y + 4} fill="var(--text)">
        {label}
        <title>{lane.label}</title>
      </text>
      <line
        x1={scale.x(lane.start)}
        x2={scale.x(lane.end)}
        y1={y}
        y2={y}
        stroke="var(--line-strong)"
        strokeWidth={2}
        strokeLinecap="round"
      />
      {marks.map((alert) => (
        <circle
          key={alert.id}
          cx={scale.x(alert.time)}
          cy={y}
          r={alert.id === selected ? 7 : 5}
          fill={severityColour(alert.severity)}
          stroke={alert.id === selected ? 'var(--text)' : 'var(--surface)'}
          strokeWidth={alert.id === selected ? 2 : 1}
          className="cursor-pointer"
          onClick={() => select(alert.id)}
        >
          <title>{`${zoneTime(alert.time)}\n${alert.title}`}</title>
        </circle>
      ))}
    </g>
  )
}
