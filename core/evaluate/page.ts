import { formatCount, formatDuration } from '../report/format.ts'
import { html, type Markup } from '../report/markup.ts'
import { style } from '../report/style.ts'
import type { Estimate } from './bootstrap.ts'
import { budgets } from './evaluation.ts'
import { rankedNames } from './scored-acts.ts'
import type { BudgetFigures, Evaluation, RankingEstimates } from './evaluation.ts'

/** Names for people. */
const titles: Record<string, string> = {
  iforest: 'Isolation Forest',
  ocsvm: 'One-Class SVM',
  lof: 'Local Outlier Factor',
  lstm: 'LSTM',
  fused: 'fused',
}

/** What the figures were measured with. */
interface PageContext {
  version: string
  generation: string
  /** Where the ensemble came from, in a sentence. */
  learning: string
}

/** The evaluation as one self-contained HTML page. */
export function evaluationPage(evaluation: Evaluation, context: PageContext): string {
  const { data } = evaluation
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
      <meta name="viewport" content="width=device-width" />
      <title>Evaluation of ${context.generation}</title>
      <style>
        ${style}
      </style>
    </head>
    <body>
      <header>
        <p class="brand">Sonic ${context.version}</p>
        <h1>Evaluation of ensemble ${context.generation}</h1>
        <p>
          ${formatCount(data.acts)} acts of ${formatCount(data.people)} people and addresses on ${data.days} days;
          ${formatCount(data.attackActs)} of them belong to ${data.attacks} labelled attacks. ${context.learning}
        </p>
        <p>
          ${formatCount(data.alerts)} alerts. Attacks found: ${percent(evaluation.found.recall)}; median time to the first
          alert: ${duration(evaluation.found.delay)}; false alerts a day: ${number(evaluation.falseAlertsPerDay)}. Labels
          were read after everything was scored.
        </p>
      </header>
      <main>
        <h2>Attacks found, by scenario</h2>
        ${scenarioTable(evaluation)}
        <h3>Attacks found by the 10 strangest acts of each day</h3>
        ${scenarioDetectorTable(evaluation)}
        <h2>What an analyst sees who looks at the highest of each day</h2>
        ${budgetTable(evaluation, 'recall', percent)} ${budgetTable(evaluation, 'precision', percent)}
        ${budgetTable(evaluation, 'delay', duration)}
        <h2>How well acts are ranked</h2>
        <h3>Every attack counts the same</h3>
        ${rankingTable(evaluation, 'balanced')}
        <h3>Every act counts the same</h3>
        ${rankingTable(evaluation, 'ranking')}
        <h3>AUC-ROC of each scenario's acts against all normal ones</h3>
        ${scenarioRankingTable(evaluation)}
        <h2>Attacks</h2>
        ${attackTable(evaluation)}
        <p class="small">
          Brackets hold 95 % intervals, of a scenario's recall Wilson's, else of a bootstrap: ranking over attacks and people, recall and delay over attacks, precision
          and false alerts over days. A delay is event time from the first line of an attack to its first alert. An alert or act counts as
          right when one of its lines is an attack's; recall counts attacks, precision counts alerts or acts.
        </p>
      </main>
    </body>
  </html>`
  return `<!doctype html>\n${page.text}\n`
}

function scenarioTable({ scenarios }: Evaluation): Markup {
  const head = [
    'attacks',
    'found',
    'recall',
    ...budgets.map((budget) => `at ${budget} a day`),
    'median delay',
  ]
  const rows = scenarios.map(({ scenario, attacks, caught, recall, caughtAt, medianDelay }) => [
    scenario,
    attacks,
    caught,
    percent(recall),
    ...budgets.map((budget) => caughtAt[budget]),
    medianDelay === null ? '–' : formatDuration(medianDelay),
  ])
  return table(['scenario', ...head], rows)
}

const budgetTitles = { recall: 'recall', precision: 'precision', delay: 'median time to the first' }

function budgetTable(
  { alerts, detectors }: Evaluation,
  of: 'recall' | 'precision' | 'delay',
  print: (estimate: Estimate | null) => string,
): Markup {
  const row = (title: string, figures: BudgetFigures[]) => [
    title,
    ...figures.map((figure) => print(figure[of])),
  ]
  const rows = Object.entries(detectors).map(([name, figures]) =>
    row(`acts by ${titles[name] ?? name}`, figures.budgets),
  )
  return table(
    [budgetTitles[of], ...budgets.map((budget) => `at ${budget} a day`)],
    [row('alerts', alerts), ...rows],
  )
}

function rankingTable({ detectors, ablation }: Evaluation, of: 'ranking' | 'balanced'): Markup {
  const row = (title: string, { aucRoc, aucPr, tprAt1, tprAt5 }: RankingEstimates) => [
    title,
    ...[aucRoc, aucPr, tprAt1, tprAt5].map(percent),
  ]
  const without = Object.entries(ablation).map(([name, ranking]) =>
    row(`fused without ${titles[name] ?? name}`, ranking),
  )
  return table(
    ['ranked by', 'AUC-ROC', 'AUC-PR', 'found at 1 % false', 'found at 5 % false'],
    [
      ...Object.entries(detectors).map(([name, figures]) => row(titles[name] ?? name, figures[of])),
      ...(of === 'balanced' ? without : []),
    ],
  )
}

function scenarioDetectorTable({ scenarios }: Evaluation): Markup {
  const rows = scenarios.map(({ scenario, attacks, caughtBy }) => [
    scenario,
    attacks,
    ...rankedNames.map((name) => caughtBy[name]),
  ])
  return table(['scenario', 'attacks', ...rankedNames.map((name) => titles[name] ?? name)], rows)
}

function scenarioRankingTable({ scenarios }: Evaluation): Markup {
  const rows = scenarios.map(({ scenario, aucRoc }) => [
    scenario,
    ...rankedNames.map((name) => `${(100 * aucRoc[name]).toFixed(1)} %`),
  ])
  return table(['scenario', ...rankedNames.map((name) => titles[name] ?? name)], rows)
}

function attackTable({ attacks }: Evaluation): Markup {
  const rows = attacks.map(({ id, scenario, start, acts, alerts, delay }) => [
    `${id}, ${scenario}, from ${start}`,
    acts,
    alerts,
    delay === null ? 'not found' : formatDuration(delay),
  ])
  return table(['attack', 'acts', 'alerts', 'delay'], rows)
}

function percent(estimate: Estimate | null): string {
  if (estimate === null || Number.isNaN(estimate.value)) return '–'
  const of = (share: number) => (100 * share).toFixed(1)
  const interval = Number.isNaN(estimate.low) ? '' : ` [${of(estimate.low)}, ${of(estimate.high)}]`
  return `${of(estimate.value)} %${interval}`
}

function duration(estimate: Estimate | null): string {
  if (estimate === null) return '–'
  const { value, low, high } = estimate
  return `${formatDuration(value)} [${formatDuration(low)}, ${formatDuration(high)}]`
}

function number({ value, low, high }: Estimate): string {
  return `${value.toFixed(1)} [${low.toFixed(1)}, ${high.toFixed(1)}]`
}

function table(head: string[], rows: (string | number)[][]): Markup {
  const [first = '', ...others] = head
  return html`<table>
    <thead>
      <tr>
        <th>${first}</th>
        ${others.map((title) => html`<th class="number">${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([title = '', ...cells]) =>
          html`<tr>
            <td>${title}</td>
            ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`
}
