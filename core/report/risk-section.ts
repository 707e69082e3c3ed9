import type { EntityRisk } from '../correlate/entity-risk.ts'
import { formatDuration, formatTime } from './format.ts'
import { html, type Markup } from './markup.ts'

/** Risk of the people and addresses of an incident, with what each alert adds to it. */
export function riskSection(risks: readonly EntityRisk[]): Markup {
  if (risks.length === 0) return html``
  return html`<h3>Risk of people and addresses</h3>
    <p class="small">
      At the end of the incident. An alert counts half after a day; the strongest counts whole, the second 1/2.8, the third
      1/5.2 and so on, of a sum of 2.6.
    </p>
    <table>
      <thead>
        <tr>
          <th>Who</th>
          <th class="number">Risk</th>
          <th>From</th>
        </tr>
      </thead>
      <tbody>
        ${risks.map(
          ({ entity, kind, score, contributions, others }) =>
            html`<tr>
              <td>${entity} <span class="small">${kind}</span></td>
              <td class="number">${score.toFixed(1)}</td>
              <td>
                ${contributions.map(
                  (one) =>
                    html`<div>
                      ${one.points.toFixed(1)}: ${one.title}, <span class="time">${formatTime(one.time)}</span>
                      (score ${one.score.toFixed(0)}, ${one.age > 0 ? `${formatDuration(one.age)} before` : 'at the end'})
                    </div>`,
                )}
                ${others.count > 0 ? html`<div>${others.points.toFixed(1)}: ${others.count} more alerts</div>` : ''}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`
}
