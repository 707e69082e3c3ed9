import { never } from '../../core/evaluate/incident-quality.ts'
import type { AttackOutcome } from '../../core/evaluate/incident-quality.ts'
import { proportion } from '../../core/evaluate/proportion.ts'
import {
  attacksOf,
  decimal,
  falseBySignals,
  falseRate,
  foundIn,
  foundShare,
  groups,
  median,
  percent,
  replicates,
  resampled,
  shareFound,
  sum,
} from './figures.ts'
import type { Verdict } from './judge-organisation.ts'
import { markdownTable } from './markdown.ts'
import type { SeedSet } from './organisations.ts'

const delayGoal = 60_000

/** The chapter of docs/detections.md that says how good detection is. */
export function qualitySection(verdicts: readonly Verdict[], set: SeedSet): string {
  const attacks = attacksOf(verdicts)
  const single = resampled(verdicts, (drawn) => median(foundIn(drawn).map(({ incidents }) => incidents)))
  const traces = resampled(verdicts, (drawn) => median(foundIn(drawn).map((attack) => attack.traces)))
  const rows = [
    ['attacks in an incident of medium or higher', percent(foundShare(attacks)), 'at least 95 %'],
    ['false incidents of medium or higher per 1,000 user-days', decimal(falseRate(verdicts), 2), 'at most 1'],
    ['incidents of medium or higher an attack, median', decimal(single, 0), '1'],
    ['incidents of any severity an attack, median', decimal(traces, 0), ''],
    ['sprays: first alert of a signal within 60 s', inTime(attacks, isGuessing), 'all'],
    ['impossible travel: first alert of a signal within 60 s', inTime(attacks, isTravel), 'all'],
  ]
  return [
    intro(verdicts, set),
    markdownTable(['figure', 'measured (95 % interval)', 'goal'], rows),
    'By format:',
    markdownTable(
      ['format', 'organisations', 'user-days', 'attacks found', 'false incidents per 1,000 user-days'],
      groups(verdicts, ({ organisation }) => organisation.format).map(([format, group]) => [
        format,
        group.length,
        sum(group, ({ userDays }) => userDays).toLocaleString('en-US'),
        shareFound(attacksOf(group)),
        decimal(falseRate(group), 2),
      ]),
    ),
    'By scenario; delays in event time, from the first record of the attack to the first alert on one:',
    markdownTable(
      ['scenario', 'found', 'share', 'incidents, median', 'with more than one', 'delay, median'],
      groups(attacks, ({ scenario }) => scenario).map(([scenario, group]) => {
        const caught = group.filter((attack) => attack.found)
        return [
          scenario,
          `${caught.length} of ${group.length}`,
          percent(foundShare(group)),
          median(caught.map(({ incidents }) => incidents)),
          caught.filter(({ incidents }) => incidents > 1).length,
          duration(median(group.flatMap(({ delay }) => delay ?? []))),
        ]
      }),
    ),
    ...falseBySignals(verdicts),
  ].join('\n\n')
}

function intro(verdicts: readonly Verdict[], set: SeedSet): string {
  const [least, most] = [Math.min, Math.max].map((of) => of(...verdicts.map((one) => one.organisation.users)))
  const days = verdicts.map(({ organisation }) => organisation.days)
  const seeds = verdicts.map(({ organisation }) => organisation.seed)
  const kept =
    set === 'test' ? 'seeds that no tuning has looked at' : '**tuning seeds**, so the figures flatter'
  return (
    `${verdicts.length} simulated organisations of ${least} to ${most} people over ${Math.min(...days)} to ${Math.max(...days)} days, ` +
    `${kept} (${Math.min(...seeds)} to ${Math.max(...seeds)}), each with every scenario of the simulator once. The labels are read after the import. ` +
    'An attack is found when one of an incident’s alerts rests on a record the attack wrote and names the attacked account or ' +
    'an address of the attacker, and both overlap in time. A false incident has no record of any attack. A user-day is a day on which a person ' +
    'signed in. A spray is due when 5 accounts and 15 tries of one source, or 8 accounts, 25 tries and 5 sources, are reached ' +
    'within an hour (Elastic); impossible travel when the second sign-in succeeds. Shares have Wilson’s interval, the others ' +
    `that of ${replicates.toLocaleString('en-US')} bootstrap draws over organisations.`
  )
}

function isTravel(attack: AttackOutcome): boolean {
  return attack.scenario === 'impossible-travel'
}

function isGuessing(attack: AttackOutcome): boolean {
  return !isTravel(attack) && attack.overdue !== null
}

function inTime(attacks: readonly AttackOutcome[], included: (attack: AttackOutcome) => boolean): string {
  const due = attacks.filter(included)
  const times = due.map(({ overdue }) => (overdue === null || overdue === never ? Infinity : overdue))
  const early = times.filter((time) => time <= delayGoal)
  const worst = Math.max(...times)
  return `${early.length} of ${due.length}, ${percent(proportion(early.length, due.length))}; latest ${duration(worst)}`
}

function duration(ms: number): string {
  if (!Number.isFinite(ms)) return 'never'
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`
}
