import type { EntityRisk } from '../correlate/entity-risk.ts'
import type { Incident, IncidentTerms } from '../correlate/incident.ts'
import type { Alert, AlertRepeats, Reason } from '../detect/alert.ts'
import { alertExplanation } from './alert-explanation.ts'
import { formatCount, formatDuration, formatTime } from './format.ts'
import { html, type Markup } from './markup.ts'
import { riskSection } from './risk-section.ts'
import { timelineChart } from './timeline-chart.ts'

/** Alerts of one incident written out; the count of the rest is said. */
const maxAlerts = 100
const maxLines = 20

/** @param detailed how many of them have a section of their own; `all` there are */
export function incidentTable(incidents: Incident[], detailed: number, all: number): Markup {
  return html`<section>
    <h2>Incidents</h2>
    <table>
      <thead>
        <tr>
          <th>Severity</th>
          <th class="number">Score</th>
          <th>Incident</th>
          <th>People</th>
          <th>First seen</th>
          <th>Lasted</th>
        </tr>
      </thead>
      <tbody>
        ${incidents.map(
          (incident, rank) =>
            html`<tr>
              <td>${severityBadge(incident.severity)}</td>
              <td class="number">${incident.score.toFixed(0)}</td>
              <td>${rank < detailed ? html`<a href="#${incident.id}">${incident.title}</a>` : incident.title}</td>
              <td>${shorten(incident.entities.users, 3)}</td>
              <td class="time">${formatTime(incident.start)}</td>
              <td class="time">${formatDuration(incident.end - incident.start)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      detailed < all
        ? html`<p>
            The ${formatCount(detailed)} most severe are written out below; all ${formatCount(all)} are in
            incidents.json and in the workspace.
          </p>`
        : ''
    }
  </section>`
}

export function incidentSection(incident: Incident, risks: readonly EntityRisk[]): Markup {
  const shown = incident.alerts.slice(0, maxAlerts)
  return html`<section class="incident" id="${incident.id}">
    <h2>${severityBadge(incident.severity)} ${incident.title}</h2>
    <dl class="facts">
      <dt>Score</dt>
      <dd>${incident.score.toFixed(0)} of 100, confidence ${(incident.confidence * 100).toFixed(0)}%</dd>
      <dt>Time</dt>
      <dd>
        ${formatTime(incident.start)} to ${formatTime(incident.end)}
        (${formatDuration(incident.end - incident.start)})
      </dd>
      <dt>Status</dt>
      <dd>${incident.status}</dd>
      ${entityFacts(incident)}
    </dl>
    ${incident.stages.length > 0 ? attackChain(incident) : ''}
    ${incident.terms ? incidentTerms(incident.terms) : ''} ${riskSection(risks)}
    <h3>Timeline</h3>
    ${incident.stages.length > 0 ? timelineChart(incident) : ''} ${shown.map(alertArticle)}
    ${
      shown.length < incident.alerts.length
        ? html`<p>
            ${incident.alerts.length - shown.length} more alerts are in alerts.ndjson and in the workspace.
          </p>`
        : ''
    }
  </section>`
}

function attackChain(incident: Incident): Markup {
  return html`<h3>Attack chain</h3>
    <ol class="chain">
      ${incident.stages.map(
        (stage) =>
          html`<li>
            <strong>${stage.tactic}</strong> <span class="time">${formatTime(stage.start)}</span>
            ${stage.alerts.length} ${stage.alerts.length === 1 ? 'alert' : 'alerts'}:
            ${incident.techniques
              .filter((technique) => technique.tactic === stage.tactic)
              .map((technique) => `${technique.id} ${technique.name}`)
              .join(', ')}
          </li>`,
      )}
    </ol>`
}

function incidentTerms({ alerts, others, chain, held }: IncidentTerms): Markup {
  const parts = [
    ...alerts.map(
      ({ title, score, weight, points }) =>
        `${title}: ${score.toFixed(0)} × ${weight} adds ${points.toFixed(1)}`,
    ),
    ...(others.count > 0 ? [`${others.count} more alerts add ${others.points.toFixed(1)}`] : []),
    ...(chain.factor > 1
      ? [
          `${chain.tactics} tactics in the order of an attack: × ${chain.factor} adds ${chain.points.toFixed(1)}`,
        ]
      : []),
    ...(held < 0 ? [`nothing else agrees: ${held.toFixed(1)}`] : []),
  ]
  return html`<h3>Score</h3>
    <ul class="small">
      ${parts.map((part) => html`<li>${part}</li>`)}
    </ul>`
}

function entityFacts(incident: Incident): Markup[] {
  const facts = [
    ['People', 'users'],
    ['Source addresses', 'sourceIps'],
    ['Assigned addresses', 'assignedIps'],
    ['Destinations', 'destinations'],
    ['Devices', 'devices'],
    ['Countries', 'countries'],
  ] as const
  return facts
    .map(([title, sort]) => ({
      title,
      values: incident.entities[sort],
      unlisted: incident.unlisted?.[sort] ?? 0,
    }))
    .filter(({ values }) => values.length > 0)
    .map(
      ({ title, values, unlisted }) =>
        html`<dt>${title}</dt>
          <dd>${shorten(values, 40, unlisted)}</dd>`,
    )
}

function alertArticle(alert: Alert): Markup {
  const lines = alert.originals.slice(0, maxLines)
  const levels = Object.entries(alert.detectors).map(([name, level]) => `${name} ${level.toFixed(3)}`)
  return html`<article>
    <h4>
      <span class="time">${formatTime(alert.time)}</span> ${severityBadge(alert.severity)} ${alert.title}
      <span class="points">${alert.score.toFixed(0)}</span>
    </h4>
    <table class="reasons">
      <thead>
        <tr>
          <th>Why</th>
          <th>Value</th>
          <th>Usual</th>
          <th class="number">Points</th>
        </tr>
      </thead>
      <tbody>
        ${alert.reasons.map(reasonRow)}
      </tbody>
    </table>
    ${alert.repeats ? repeatsLine(alert.repeats) : ''} ${alertExplanation(alert)}
    <p class="small">
      Detectors (1 is strangest): ${levels.join(', ')}. Signals: ${alert.signals.join(', ') || 'none'}.
    </p>
    <ol class="lines">
      ${lines.map((line, index) => {
        const place = alert.events[index]
        return html`<li>
          <span class="place">${place ? `${place.source}:${place.line}` : ''}</span><code>${line}</code>
        </li>`
      })}
    </ol>
    ${lines.length < alert.events.length ? html`<p class="small">${alert.events.length - lines.length} more lines.</p>` : ''}
  </article>`
}

function repeatsLine({ count, others, last, entities }: AlertRepeats): Markup {
  const named = [...entities.users, ...entities.sourceIps, ...entities.destinations]
  return html`<p>
    And ${formatCount(count)} more like it${others ? `, of ${formatCount(others)} others,` : ''} until ${formatTime(last)}${named.length > 0 ? `: ${shorten(named, 20)}` : ''}.
  </p>`
}

function reasonRow(reason: Reason): Markup {
  return html`<tr>
    <td>${reason.text}</td>
    <td>${shortValue(reason.value)}</td>
    <td>${shortValue(reason.usual)}</td>
    <td class="number">${reason.contribution.toFixed(1)}</td>
  </tr>`
}

function shortValue(value: string | number): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(4))) : value
}

function severityBadge(severity: string): Markup {
  return html`<span class="badge ${severity}">${severity}</span>`
}

function shorten(values: string[], most: number, unlisted = 0): string {
  const rest = Math.max(0, values.length - most) + unlisted
  return rest > 0 ? `${values.slice(0, most).join(', ')} and ${rest} more` : values.join(', ')
}
