import type { OtherVerdict } from '../second-simulator/judge-organisation.ts'
import {
  attacksOf,
  decimal,
  falseBySignals,
  falseRate,
  foundShare,
  groups,
  median,
  percent,
  resampled,
  shareFound,
  sum,
} from './figures.ts'
import { markdownTable } from './markdown.ts'

/** The chapter of docs/detections.md on organisations that nothing here was made for. */
export function othersSection(verdicts: readonly OtherVerdict[]): string {
  const attacked = verdicts.filter(({ organisation }) => organisation.isAttacked)
  const quiet = verdicts.filter(({ organisation }) => !organisation.isAttacked)
  const seeds = verdicts.map(({ organisation }) => organisation.seed)
  const precise = (most: number) =>
    resampled(attacked, (drawn) => median(drawn.map(({ ranking }) => share(ranking.slice(0, most)))))
  return [
    `${attacked.length} organisations of the second simulator with attacks and ${quiet.length} without, seeds ${Math.min(...seeds)} to ` +
      `${Math.max(...seeds)}; attacks, false incidents and user-days are counted as above. Shares of attacks have Wilson’s interval, ` +
      'the others that of bootstrap draws over organisations.',
    markdownTable(
      ['figure', 'measured (95 % interval)', 'goal'],
      [
        [
          'attacks in an incident of medium or higher',
          percent(foundShare(attacksOf(attacked))),
          'at least 95 %',
        ],
        ['false incidents per 1,000 user-days, with attacks', decimal(falseRate(attacked), 2), 'at most 1'],
        ['false incidents per 1,000 user-days, without attacks', decimal(falseRate(quiet), 2), 'at most 1'],
        ['precision of the first 10 incidents, median', decimal(precise(10), 2), ''],
        ['precision of the first 20 incidents, median', decimal(precise(20), 2), ''],
      ],
    ),
    'By shape and by form:',
    markdownTable(
      ['organisations', 'number', 'user-days', 'attacks found', 'false incidents per 1,000 user-days'],
      [
        ...groups(verdicts, ({ organisation }) => organisation.shape),
        ...groups(verdicts, ({ organisation }) => organisation.form),
      ].map(([name, group]) => [
        name,
        group.length,
        sum(group, ({ userDays }) => userDays).toLocaleString('en-US'),
        shareFound(attacksOf(group)),
        decimal(falseRate(group), 2),
      ]),
    ),
    'By attack:',
    markdownTable(
      ['attack', 'found', 'share'],
      groups(attacksOf(attacked), ({ scenario }) => scenario).map(([scenario, group]) => [
        scenario,
        `${group.filter(({ found }) => found).length} of ${group.length}`,
        percent(foundShare(group)),
      ]),
    ),
    ...falseBySignals(verdicts),
  ].join('\n\n')
}

function share(ranking: readonly boolean[]): number {
  return ranking.length === 0 ? 0 : ranking.filter(Boolean).length / ranking.length
}
