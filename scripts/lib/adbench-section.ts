import { markdownTable } from './markdown.ts'
import { staticNames } from './static-ensemble.ts'
import type { StaticName, StaticResult } from './static-ensemble.ts'

/** One set, training regime and seed. */
export interface Measured {
  set: string
  regime: 'contaminated' | 'clean'
  name: string
  ours: StaticResult['figures']
  reference: Record<Exclude<StaticName, 'fused'>, { aucRoc: number; aucPr: number }>
}

const singles = ['iforest', 'ocsvm', 'lof'] as const
const titles: Record<StaticName, string> = { iforest: 'IF', ocsvm: 'OCSVM', lof: 'LOF', fused: 'fused' }

/** The ADBench chapter of the model card. */
export function adbenchSection(measured: readonly Measured[], version: string): string {
  const parts = (['contaminated', 'clean'] as const).map((regime) => {
    const sets = Map.groupBy(
      measured.filter((one) => one.regime === regime),
      ({ set }) => set,
    )
    const rows = [...sets].map(([set, runs]) => [set, ...cells(runs)])
    const all = [...sets.values()].flat()
    const ranks = averageRanks([...sets.values()])
    const title = regime === 'clean' ? 'Trained on the normal rows alone' : 'Trained on contaminated rows'
    return [
      `#### ${title}`,
      markdownTable(
        ['set', ...staticNames.map((name) => titles[name]), ...singles.map((name) => `Δ ${titles[name]}`)],
        [...rows, ['**mean**', ...cells(all)]],
      ),
      `Average rank by AUC-ROC (1 is best): ${staticNames.map((name) => `${titles[name]} ${ranks[name].toFixed(2)}`).join(', ')}. ` +
        `Largest difference from scikit-learn on one set: ${singles.map((name) => largest(name, sets)).join(', ')}.`,
    ].join('\n\n')
  })
  const both = [...Map.groupBy(measured, ({ set, regime }) => `${set} ${regime}`).values()]
  const overall = averageRanks(both)
  const summary =
    `Mean of 3 seeds, AUC-ROC / AUC-PR in %. Δ is our AUC-ROC minus that of scikit-learn ${version} at the same ` +
    `parameters on the same rows, in points. Average rank over both regimes: ` +
    `${staticNames.map((name) => `${titles[name]} ${overall[name].toFixed(2)}`).join(', ')}. Of four scores on ` +
    `${both.length / 2} sets, ranks that differ by less than ${criticalDifference(both.length / 2).toFixed(2)} are not ` +
    `distinguishable at 5 % (Nemenyi). IF differs where few anomalies meet two random forests; both use 100 trees of 256 rows.`
  return [summary, ...parts].join('\n\n')
}

function cells(runs: readonly Measured[]): string[] {
  const percent = (value: number) => (100 * value).toFixed(1)
  const ours = staticNames.map(
    (name) =>
      `${percent(mean(runs, ({ ours }) => ours[name].aucRoc))} / ${percent(mean(runs, ({ ours }) => ours[name].aucPr))}`,
  )
  return [...ours, ...singles.map((name) => signed(100 * difference(name, runs)))]
}

function difference(name: (typeof singles)[number], runs: readonly Measured[]): number {
  return mean(runs, ({ ours, reference }) => ours[name].aucRoc - reference[name].aucRoc)
}

function largest(name: (typeof singles)[number], sets: Map<string, Measured[]>): string {
  const [worst] = [...sets]
    .map(([set, runs]) => ({ set, points: 100 * difference(name, runs) }))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
  return worst ? `${titles[name]} ${signed(worst.points)} (${worst.set})` : ''
}

/** Mean over sets of each score's place among the four; equal ones share theirs. */
function averageRanks(sets: readonly (readonly Measured[])[]): Record<StaticName, number> {
  const rank = (name: StaticName) =>
    sets.reduce((sum, runs) => {
      const areas = staticNames.map((other) => mean(runs, ({ ours }) => ours[other].aucRoc))
      const own = mean(runs, ({ ours }) => ours[name].aucRoc)
      const better = areas.filter((area) => area > own).length
      const equal = areas.filter((area) => area === own).length
      return sum + better + (equal + 1) / 2
    }, 0) / sets.length
  return { iforest: rank('iforest'), ocsvm: rank('ocsvm'), lof: rank('lof'), fused: rank('fused') }
}

/** Nemenyi's critical difference of average ranks for four methods (Demšar, JMLR 2006: q = 2.569 at 5 %). */
function criticalDifference(sets: number): number {
  return 2.569 * Math.sqrt((4 * 5) / (6 * sets))
}

function mean(runs: readonly Measured[], of: (run: Measured) => number): number {
  return runs.reduce((sum, run) => sum + of(run), 0) / runs.length
}

function signed(points: number): string {
  const text = points.toFixed(1)
  return text === '-0.0' || text === '0.0' ? '0.0' : points > 0 ? `+${text}` : text
}
