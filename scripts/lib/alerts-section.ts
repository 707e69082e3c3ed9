import { bootstrapMean } from '../../core/evaluate/bootstrap.ts'
import type { Estimate } from '../../core/evaluate/bootstrap.ts'
import type { RankingFigures } from '../../core/evaluate/ranking.ts'
import { createRng } from '../../core/models/rng.ts'
import { compareAtEqualRecall, recallOf } from './equal-recall.ts'
import type { Comparison } from './equal-recall.ts'
import { createFixedRules } from './fixed-rules.ts'
import { markdownTable } from './markdown.ts'
import { rankings } from './observe-organisation.ts'
import type { Observed, RankingName } from './observe-organisation.ts'

const replicates = 1000
const count = (value: number) => Math.round(value).toLocaleString('en-US')
const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const titles: Record<RankingName, string> = {
  iforest: 'Isolation Forest',
  ocsvm: 'One-Class SVM',
  lof: 'LOF',
  lstm: 'LSTM',
  fused: '**fused**',
  'without iforest': 'fused without Isolation Forest',
  'without ocsvm': 'fused without One-Class SVM',
  'without lof': 'fused without LOF',
  'without lstm': 'fused without LSTM',
}

/** False alerts beside those of fixed rules and of a single forest. */
export function comparisonSection(observed: readonly Observed[]): string {
  const of = (system: keyof Observed['outcomes']) => observed.map(({ outcomes }) => outcomes[system])
  const [ours, rules, rulesByDay, forest] = [of('ours'), of('rules'), of('rulesByDay'), of('forest')]
  const [withRules, withForest] = [compareAtEqualRecall(ours, rules), compareAtEqualRecall(ours, forest)]
  const userDays = sum(observed, ({ organisation: { users, days } }) => users * days)
  const row = (name: string, outcomes: typeof ours) => {
    const alerts = outcomes.flatMap((outcome) => outcome.alerts)
    const wrong = alerts.filter(({ attack }) => attack < 0).length
    return [
      name,
      count(alerts.length),
      count(wrong),
      ((1000 * wrong) / userDays).toFixed(0),
      percent(recallOf(outcomes)),
    ]
  }
  const sentence = (name: string, goal: number, { recall, ours: a, theirs: b, reduction }: Comparison) =>
    `Beside ${name}, at the recall of ${percent(recall)} that both reach: ${count(a)} false alerts instead of ${count(b)}, ` +
    `**${interval(reduction)} fewer** (goal: at least ${goal} %${reduction.value * 100 >= goal ? ', met' : ', **missed**'}).`
  const sizes = observed.map(
    ({ organisation: { users, format, seed } }) => `${users} (${format}, seed ${seed})`,
  )
  return [
    `People of each organisation: ${sizes.join(', ')}; ${observed[0]?.organisation.days} days each, every attack of ` +
      `\`sonic simulate\` once, ${count(sum(ours, ({ attacks }) => attacks))} attacks in all. An alert is right when ` +
      `one of its lines is an attack's. A fixed rule speaks of the same person or address once an hour.`,
    markdownTable(
      ['system', 'alerts', 'false', 'false per 1,000 user-days', 'attacks with an alert'],
      [
        row('fixed rules', rules),
        row('fixed rules without off hours', rulesByDay),
        row('one Isolation Forest, contamination 0.1', forest),
        row('ours, every alert', ours),
      ],
    ),
    sentence('the fixed rules', 90, withRules),
    sentence('the fixed rules without the one on off hours', 90, compareAtEqualRecall(ours, rulesByDay)),
    sentence('the single forest', 75, withForest),
    `Each is taken at the strictest level of its own score that finds so many attacks; fixed rules have no score, so all of ` +
      `theirs count. Brackets hold 95 % bootstrap intervals over organisations.`,
    markdownTable(
      ['fixed rule', 'limit', 'false alerts'],
      createFixedRules().map(({ name, source }) => [
        name,
        source,
        count(sum(observed, ({ byRule }) => byRule.get(name) ?? 0)),
      ]),
    ),
  ].join('\n\n')
}

/** Calibration, agreement and ablation on the same organisations. */
export function ablationSection(observed: readonly Observed[]): string {
  const figure = (name: RankingName, of: keyof RankingFigures) =>
    interval(
      bootstrapMean(
        observed.map(({ figures }) => figures[name][of]),
        replicates,
        createRng(1),
      ),
    )
  const levels = observed[0]?.falseAlarms ?? []
  const rates = observed.map(({ modelAlerts: { raised, days } }) => raised / days)
  return [
    markdownTable(
      ['ranked by', 'AUC-ROC', 'AUC-PR', 'TPR at 1 % FPR', 'TPR at 5 % FPR'],
      rankings.map((name) => [
        titles[name],
        ...(['aucRoc', 'aucPr', 'tprAt1', 'tprAt5'] as const).map((of) => figure(name, of)),
      ]),
    ),
    `Acts ranked before any signal speaks, every attack counting the same; mean over organisations with 95 % bootstrap intervals.`,
    markdownTable(
      ['conformal p-value at most', ...levels.map(({ level }) => String(level))],
      [
        [
          'share of normal acts',
          ...levels.map((_, i) => {
            const shares = observed.map(({ falseAlarms }) => falseAlarms[i]?.share ?? Number.NaN)
            return interval(bootstrapMean(shares, replicates, createRng(1)))
          }),
        ],
      ],
    ),
    markdownTable(
      ['detectors that agree', '0', '1', '2', '3', '4'],
      [
        [
          'alerts of the models alone',
          ...[0, 1, 2, 3, 4].map((i) => count(sum(observed, (o) => o.byAgreement[i]?.all ?? 0))),
        ],
        [
          'of them on an attack',
          ...[0, 1, 2, 3, 4].map((i) => {
            const [all, right] = [
              sum(observed, (o) => o.byAgreement[i]?.all ?? 0),
              sum(observed, (o) => o.byAgreement[i]?.right ?? 0),
            ]
            return all > 0 ? percent(right / all) : '–'
          }),
        ],
      ],
    ),
    `Alerts a day of the models alone, where ${observed[0]?.modelAlerts.askedPerDay} were asked for: ` +
      `${Math.min(...rates).toFixed(1)} to ${Math.max(...rates).toFixed(1)}, attacks included.`,
  ].join('\n\n')
}

function interval({ value, low, high }: Estimate): string {
  return `${(100 * value).toFixed(1)} % [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
