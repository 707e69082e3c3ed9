import type { Incident } from '../correlate/incident.ts'
import { formatTime } from './format.ts'
import { html, type Markup } from './markup.ts'

const width = 960
const laneHeight = 22
const labelWidth = 170

/** A lane a tactic, a mark an alert, on the incident's own time. */
export function timelineChart(incident: Incident): Markup {
  const { stages, start, end } = incident
  const span = Math.max(1, end - start)
  const x = (time: number): number => labelWidth + ((time - start) / span) * (width - labelWidth - 16)
  const height = stages.length * laneHeight + 24
  const byId = new Map(incident.alerts.map((alert) => [alert.id, alert]))
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Alerts over time, by tactic">
    ${stages.map((stage, lane) => {
      const y = lane * laneHeight + laneHeight / 2
      const marks = stage.alerts.flatMap((id) => byId.get(id) ?? [])
      return html`<g>
        <text x="0" y="${y + 4}">${stage.tactic}</text>
        <line x1="${labelWidth}" x2="${width - 16}" y1="${y}" y2="${y}" class="lane" />
        ${marks.map((alert) => html`<circle cx="${x(alert.time).toFixed(1)}" cy="${y}" r="5" class="${alert.severity}"><title>${formatTime(alert.time)} ${alert.title}</title></circle>`)}
      </g>`
    })}
    <text x="${labelWidth}" y="${height - 4}" class="axis">${formatTime(start)}</text>
    <text x="${width - 16}" y="${height - 4}" class="axis end">${formatTime(end)}</text>
  </svg>`
}
