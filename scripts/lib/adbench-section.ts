import type { RankingFigures } from '../../core/evaluate/ranking.ts'
import { markdownTable } from './markdown.ts'
import { singleNames as singles, staticNames } from './static-ensemble.ts'
import type { SingleName, StaticName, StaticResult } from './static-ensemble.ts'

/** One set, training regime and seed. */
export interface Measured {
  set: string
  regime: 'contaminated' | 'clean'
  name: string
  ours: StaticResult['figures']
  without: StaticResult['without']
  reference: Record<SingleName, { aucRoc: number; aucPr: number }>
}

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
  return [summary, goals(measured, overall), ...parts, ablation(measured)].join('\n\n')
}

const percent2 = (area: number) => (100 * area).toFixed(2)

/** What was aimed at, and whether it was reached. */
function goals(measured: readonly Measured[], ranks: Record<StaticName, number>): string {
  const told = (isMet: boolean) => (isMet ? 'met' : '**missed**')
  const sets = [...Map.groupBy(measured, ({ set, regime }) => `${set} ${regime}`).values()]
  const regimes = [...Map.groupBy(measured, ({ regime }) => regime).values()]
  const means = regimes.flatMap((runs) => singles.map((name) => Math.abs(difference(name, runs))))
  const largestOff = Math.max(
    ...singles.flatMap((name) => sets.map((runs) => Math.abs(difference(name, runs)))),
  )
  const http = sets.filter(([run]) => run?.set === 'http')
  const lows = http.flatMap((runs) =>
    staticNames.map((name) => ({ name, runs, area: mean(runs, ({ ours }) => ours[name].aucRoc) })),
  )
  const lowOf = (name: StaticName) =>
    lows.filter((one) => one.name === name).sort((a, b) => a.area - b.area)[0]
  const best = Math.min(...singles.map((name) => ranks[name]))
  return [
    `- Each detector within 2 points of scikit-learn in mean AUC-ROC: ${told(Math.max(...means) <= 0.02)} (largest ${(100 * Math.max(...means)).toFixed(1)}).`,
    `- No set off by more than 5 points: ${told(largestOff <= 0.05)} (largest ${(100 * largestOff).toFixed(1)}).`,
    ...staticNames.flatMap((name) => {
      const low = lowOf(name)
      if (!low) return []
      const reference =
        name === 'fused'
          ? ''
          : `; scikit-learn there ${percent2(mean(low.runs, (one) => one.reference[name].aucRoc))}`
      return `- http at least 99 %, ${titles[name]}: ${told(low.area >= 0.99)} (${percent2(low.area)} ${low.runs[0]?.regime === 'clean' ? 'on normal rows' : 'contaminated'}${reference}).`
    }),
    `- Fused at least as good as the best single detector on average rank: ${told(ranks.fused <= best)} (${ranks.fused.toFixed(2)} against ${best.toFixed(2)}); ` +
      `within one way of training alone ${regimes.map(besideBest).join(', ')}.`,
  ].join('\n')
}

/** The fusion's average rank in one regime, beside that of the single detector which is best there. */
function besideBest(runs: readonly Measured[]): string {
  const ranks = averageRanks([...Map.groupBy(runs, ({ set }) => set).values()])
  const [best] = singles.toSorted((a, b) => ranks[a] - ranks[b])
  const beside = best ? ` against ${ranks[best].toFixed(2)} of ${titles[best]}` : ''
  return `${ranks.fused.toFixed(2)}${beside} (${runs[0]?.regime === 'clean' ? 'normal rows' : 'contaminated'})`
}

/** Each detector alone, all, and all but one. */
function ablation(measured: readonly Measured[]): string {
  const rows = [
    ...staticNames.map((name) => ({ title: titles[name], of: ({ ours }: Measured) => ours[name] })),
    ...singles.map((name) => ({
      title: `fused without ${titles[name]}`,
      of: ({ without }: Measured) => without[name],
    })),
  ]
  const regimes = ['contaminated', 'clean'] as const
  const head = regimes.flatMap((regime) => [`${regime}: AUC-ROC`, 'AUC-PR', 'TPR at 5 % FPR'])
  const cellsOf = (of: (one: Measured) => RankingFigures) =>
    regimes.flatMap((regime) => {
      const runs = measured.filter((one) => one.regime === regime)
      return (['aucRoc', 'aucPr', 'tprAt5'] as const).map((figure) =>
        (100 * mean(runs, (one) => of(one)[figure])).toFixed(1),
      )
    })
  return [
    '#### Each detector, and the fusion without it',
    markdownTable(
      ['mean over sets, %', ...head],
      rows.map(({ title, of }) => [title, ...cellsOf(of)]),
    ),
  ].join('\n\n')
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
