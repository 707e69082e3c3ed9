import type { ImportReport } from '../ingest/import-report.ts'
import { formatTime } from './format.ts'
import { html, type Markup } from './markup.ts'

/** What could have happened without a trace in the data: attack scenarios that an import can't show, or only in part. */
export function coverageSection(imports: ImportReport[]): Markup | '' {
  const gaps = imports.flatMap(({ started, coverage }) => {
    const scenarios = coverage.filter(({ state }) => state !== 'seen')
    return scenarios.length > 0 ? [{ started, all: coverage.length, scenarios }] : []
  })
  if (gaps.length === 0) return ''
  return html`<section>
    <h2>What this data cannot show</h2>
    ${gaps.map(
      ({ started, all, scenarios }) =>
        html`<p>
            Import of ${formatTime(started)}: ${scenarios.length} of ${all} attack scenarios cannot be seen, or
            only in part. No alert about them does not mean that they did not happen.
          </p>
          <table>
            <thead>
              <tr>
                <th>Scenario</th>
                <th>Can be seen</th>
                <th>Why</th>
                <th>What to add</th>
              </tr>
            </thead>
            <tbody>
              ${scenarios.map(
                ({ name, state, reasons, advice }) =>
                  html`<tr>
                    <td>${name}</td>
                    <td class="time">${state === 'blind' ? 'no' : 'in part'}</td>
                    <td>${reasons.join(' ')}</td>
                    <td>${advice.join(' ')}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`,
    )}
  </section>`
}
