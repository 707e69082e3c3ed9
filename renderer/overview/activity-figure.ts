import type { Overview } from '../../core/contract/index.ts'
import type { Figure } from '../chart/plot.tsx'
import { formatCount, plural } from '../format/number.ts'
import { formatTime, type Zone } from '../format/time.ts'

/** The tokens that the figure is drawn with. */
export const activityColours = [
  'kind-attempt',
  'kind-start',
  'kind-end',
  'kind-flow',
  'severity-critical',
  'accent',
  'text',
  'muted',
  'line',
  'surface',
] as const
export type ActivityColours = Record<(typeof activityColours)[number], string>

const kinds = [
  { series: 'flows', name: 'Flows', colour: 'kind-flow' },
  { series: 'starts', name: 'Session starts', colour: 'kind-start' },
  { series: 'ends', name: 'Session ends', colour: 'kind-end' },
  { series: 'attempts', name: 'Attempts', colour: 'kind-attempt' },
] as const

/** Acts by kind above, the highest anomaly level and the alerts below, on one time axis. */
export function activityFigure(series: Overview['series'], zone: Zone, colours: ActivityColours): Figure {
  const middles = series.flows.map((_, index) => series.start + (index + 0.5) * series.bucketMs)
  const x = middles.map((time) => formatTime(time, zone))
  const alerted = middles.map((_, index) => index).filter((index) => (series.alerts[index] ?? 0) > 0)
  const axis = { gridcolor: colours.line, linecolor: colours.line, zeroline: false, fixedrange: true }
  return {
    data: [
      ...kinds
        .filter(({ series: name }) => series[name].some((count) => count > 0))
        .map(({ series: name, name: title, colour }) => ({
          type: 'bar' as const,
          name: title,
          x,
          y: series[name],
          width: series.bucketMs,
          marker: { color: colours[colour], line: { width: 0 } },
          customdata: series[name].map(formatCount),
          hovertemplate: `%{customdata} ${title.toLowerCase()}<extra></extra>`,
        })),
      {
        type: 'scatter' as const,
        mode: 'lines' as const,
        name: 'Highest anomaly level',
        x,
        y: series.peakAnomaly,
        yaxis: 'y2',
        connectgaps: false,
        line: { color: colours.accent, width: 1.25 },
        hovertemplate: 'highest anomaly level %{y:.3f}<extra></extra>',
      },
      {
        type: 'scatter' as const,
        mode: 'markers' as const,
        name: 'Alerts',
        x: alerted.map((index) => x[index] ?? ''),
        y: alerted.map(() => 1.12),
        yaxis: 'y2',
        marker: { color: colours['severity-critical'], symbol: 'triangle-down', size: 9 },
        customdata: alerted.map((index) => plural(series.alerts[index] ?? 0, 'alert')),
        hovertemplate: '%{customdata}<extra></extra>',
      },
    ],
    layout: {
      barmode: 'stack',
      bargap: 0,
      margin: { l: 56, r: 12, t: 4, b: 36 },
      paper_bgcolor: 'transparent',
      plot_bgcolor: 'transparent',
      font: { family: 'Inter Variable, sans-serif', size: 11, color: colours.muted },
      showlegend: true,
      legend: {
        orientation: 'h',
        traceorder: 'normal',
        x: 0,
        y: 1.02,
        yanchor: 'bottom',
        font: { color: colours.text },
      },
      hovermode: 'x unified',
      hoverlabel: { bgcolor: colours.surface, bordercolor: colours.line, font: { color: colours.text } },
      xaxis: { ...axis, type: 'date', anchor: 'y2', showgrid: false, hoverformat: '%Y-%m-%d %H:%M' },
      yaxis: { ...axis, title: { text: 'acts' }, domain: [0.4, 1], rangemode: 'tozero', nticks: 5 },
      yaxis2: {
        ...axis,
        title: { text: 'anomaly' },
        domain: [0, 0.32],
        range: [0, 1.25],
        tickvals: [0, 0.5, 1],
      },
    },
  }
}
