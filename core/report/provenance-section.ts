import type { ImportReport, SourceGroup, SourceReport } from '../ingest/import-report.ts'
import { formatCount, formatTime } from './format.ts'
import { html, type Markup } from './markup.ts'

/** Where every statement of the report comes from: files, what could not be read, models and databases. */
export function provenanceSection(imports: ImportReport[]): Markup {
  return html`<section>
    <h2>What was read, and with what</h2>
    ${imports.map(
      (report) =>
        html`<h3>Import of ${formatTime(report.started)}: ${report.state}</h3>
          ${report.error ? html`<p class="error">${report.error}</p>` : ''}
          ${report.stays ? html`<p>The earlier import stays as it was; nothing of this one is kept.</p>` : ''}
          <table>
            <thead>
              <tr>
                <th>File</th>
                <th>Format</th>
                <th class="number">Lines</th>
                <th class="number">Records</th>
                <th class="number">Not read</th>
                <th>Time range</th>
              </tr>
            </thead>
            <tbody>
              ${report.sources.map(sourceRow)} ${(report.otherSources ?? []).map(groupRow)}
            </tbody>
          </table>
          <p>${report.learning.explanation}</p>
          <p class="small">
            ${report.models.generation === '' ? '' : `Models ${report.models.generation} (SHA-256 ${report.models.sha256}). `}GeoIP city data
            ${report.geo.city ?? 'not installed'}, network data ${report.geo.asn ?? 'not installed'}
            (DB-IP.com, CC BY 4.0): locations of hosting and anycast addresses are often wrong. ATT&CK® is a
            registered trademark of The MITRE Corporation.
          </p>`,
    )}
    <p class="small">
      The models' points of an alert are shared out over its features by sampled Shapley values: the mean drop of the
      score as features take their usual values one after the other.
    </p>
  </section>`
}

function groupRow(group: SourceGroup): Markup {
  const { state, files, examples } = group
  const rest = files > examples.length ? ', …' : ''
  return html`<tr>
    <td>
      ${formatCount(files)} more files ${state}
      <div class="small">${examples.join(', ')}${rest}</div>
    </td>
    <td>${group.formatTitle}</td>
    <td class="number">${formatCount(group.lines)}</td>
    <td class="number">${formatCount(group.records)}</td>
    <td class="number">${formatCount(group.rejected)}</td>
    <td>${rangeOf(group)}</td>
  </tr>`
}

function rangeOf({ first, last }: Pick<SourceReport, 'first' | 'last'>): string {
  return first === undefined || last === undefined ? '' : `${formatTime(first)} to ${formatTime(last)}`
}

function sourceRow(source: SourceReport): Markup {
  const rejected = source.rejected.reduce((total, tally) => total + tally.count, 0)
  return html`<tr>
    <td>
      ${source.path} ${source.error ? html`<div class="error">${source.error}</div>` : ''}
      ${source.notes.map((note) => html`<div class="small">${note}</div>`)}
      ${source.rejected.map((tally) => html`<div class="small">${formatCount(tally.count)}: ${tally.reason}</div>`)}
    </td>
    <td>${source.formatTitle} (${(source.formatConfidence * 100).toFixed(0)}%)</td>
    <td class="number">${formatCount(source.lines)}</td>
    <td class="number">${formatCount(source.records)}</td>
    <td class="number">${formatCount(rejected)}</td>
    <td>${rangeOf(source)}</td>
  </tr>`
}
