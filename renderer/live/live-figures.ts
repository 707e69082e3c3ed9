import type { LiveSample } from '../../core/contract/index.ts'
import type { Figure } from '../chart/plot.tsx'
import { plural } from '../format/number.ts'
import { formatTime, type Zone } from '../format/time.ts'

/** The tokens that the figures are drawn with. */
export const liveColours = [
  'kind-flow',
  'accent',
  'severity-critical',
  'text',
  'muted',
  'line',
  'surface',
] as const
type LiveColours = Record<(typeof liveColours)[number], string>

/** Records a second, the seconds with alerts, and what waits in the sources. */
export function rateFigure(samples: readonly LiveSample[], zone: Zone, colours: LiveColours): Figure {
  const x = samples.map(({ time }) => formatTime(time, zone))
  const alerted = samples.flatMap(({ alerts }, index) => (alerts > 0 ? index : []))
  const waits = samples.some(({ lag }) => lag > 0)
  return {
    data: [
      {
        type: 'scatter' as const,
        mode: 'lines' as const,
        name: 'Records',
        x,
        y: samples.map(({ lines }) => lines),
        fill: 'tozeroy',
        line: { color: colours['kind-flow'], width: 1.25 },
        hovertemplate: '%{y:,} records<extra></extra>',
      },
      {
        type: 'scatter' as const,
        mode: 'markers' as const,
        name: 'Alerts',
        x: alerted.map((index) => x[index] ?? ''),
        y: alerted.map((index) => samples[index]?.lines ?? 0),
        marker: { color: colours['severity-critical'], symbol: 'triangle-down', size: 9 },
        customdata: alerted.map((index) => plural(samples[index]?.alerts ?? 0, 'alert')),
        hovertemplate: '%{customdata}<extra></extra>',
      },
      ...(waits
        ? [
            {
              type: 'scatter' as const,
              mode: 'lines' as const,
              name: 'Waiting in the sources',
              x,
              y: samples.map(({ lag }) => lag),
              yaxis: 'y2',
              line: { color: colours.accent, width: 1, dash: 'dot' as const },
              hovertemplate: '%{y:,} waiting<extra></extra>',
            },
          ]
        : []),
    ],
    layout: {
      ...layout(colours),
      showlegend: true,
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { color: colours.text } },
      xaxis: { ...axis(colours), type: 'date', showgrid: false, hoverformat: '%H:%M:%S' },
      yaxis: { ...axis(colours), rangemode: 'tozero', nticks: 5 },
      ...(waits
        ? {
            yaxis2: {
              ...axis(colours),
              overlaying: 'y',
              side: 'right',
              rangemode: 'tozero',
              showgrid: false,
            },
          }
        : {}),
    },
  }
}

/** How many acts were how unusual; the scale of counts is logarithmic, since nearly all are usual. */
export function scoreFigure(scores: readonly number[], colours: LiveColours): Figure {
  return {
    data: [
      {
        type: 'bar' as const,
        x: scores.map((_, part) => (part + 0.5) / scores.length),
        y: [...scores],
        width: 1 / scores.length,
        marker: { color: colours['kind-flow'], line: { width: 0 } },
        hovertemplate: '%{y:,} acts<extra></extra>',
      },
    ],
    layout: {
      ...layout(colours),
      showlegend: false,
      bargap: 0.05,
      xaxis: { ...axis(colours), range: [0, 1], title: { text: 'more unusual than this share of acts' } },
      yaxis: { ...axis(colours), type: 'log', rangemode: 'tozero', nticks: 4, dtick: 1 },
    },
  }
}

function axis(colours: LiveColours) {
  return { gridcolor: colours.line, linecolor: colours.line, zeroline: false, fixedrange: true }
}

function layout(colours: LiveColours) {
  return {
    margin: { l: 48, r: 44, t: 4, b: 36 },
    paper_bgcolor: 'transparent',
    plot_bgcolor: 'transparent',
    font: { family: 'Inter Variable, sans-serif', size: 11, color: colours.muted },
    hoverlabel: { bgcolor: colours.surface, bordercolor: colours.line, font: { color: colours.text } },
  }
}
