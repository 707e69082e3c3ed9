import type { Alert, Incident } from '../../core/contract/index.ts'
import { formatPoints, formatValue, plural } from '../format/number.ts'
import { sentenceCase } from '../format/text.ts'
import { Panel } from '../ui/panel.tsx'
import { AlertLink } from './alert-link.tsx'

type AlertTerms = NonNullable<Alert['terms']>

const columns = ['Impact', 'Conf.', 'Baseline', 'Record', 'Points']
const meanings: Record<string, string> = {
  'Conf.': 'Confidence: how sure the line is',
  Baseline: 'How much of the history that the line rests on there is: 1 from 14 days and 20 sign-ins on',
  Record: 'How the rule fared in your verdicts: 1 without any, below 1 after false alarms',
}

/** Every factor of an alert's score. */
export function AlertScore({ terms }: { terms: AlertTerms }) {
  const rest = [
    ...terms.circumstances.map(({ name, odds, points, text }) => ({
      name,
      note: `odds × ${odds}`,
      points,
      text,
    })),
    ...(terms.held < 0
      ? [{ name: 'standing alone', note: 'held below medium', points: terms.held, text: '' }]
      : []),
  ]
  return (
    <Panel title="How the points come about" padded={false} folded>
      <table className="w-full table-fixed text-sm">
        <thead>
          <tr className="text-xs text-muted [&>th]:h-7 [&>th]:px-1 [&>th]:font-normal">
            <th scope="col" className="!pl-3 text-left">
              Line
            </th>
            {columns.map((label) => (
              <th key={label} scope="col" title={meanings[label]} className="w-16 text-right last:!pr-3">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {terms.lines.map(({ name, impact, confidence, maturity, record, weight, points }) => (
            <tr key={name} className="border-t border-line [&>td]:px-1 [&>td]:py-1">
              <td className="!pl-3">
                {sentenceCase(name)}
                {weight < 1 && (
                  <span className="block text-xs text-muted">says the same again: × {weight}</span>
                )}
              </td>
              {[impact, confidence, maturity, record].map((factor, index) => (
                <td key={columns[index]} className="text-right text-muted">
                  {index > 0 && '× '}
                  {formatValue(factor)}
                </td>
              ))}
              <td className="!pr-3 text-right">{formatPoints(points)}</td>
            </tr>
          ))}
          {rest.map(({ name, note, points, text }) => (
            <tr key={name} className="border-t border-line [&>td]:px-1 [&>td]:py-1">
              <td className="!pl-3" title={text}>
                {sentenceCase(name.replaceAll('_', ' '))}
              </td>
              <td colSpan={4} className="text-right text-muted">
                {note}
              </td>
              <td className="!pr-3 text-right">{formatPoints(points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

/** How the alerts of an incident make its score. */
export function IncidentScore({ terms, score }: { terms: NonNullable<Incident['terms']>; score: number }) {
  const { alerts, others, chain, held } = terms
  return (
    <Panel
      title="How the score comes about"
      aside={`${score.toFixed(0)} of 100`}
      padded={false}
      folded
      className="shrink-0"
    >
      <table className="w-full table-fixed text-sm">
        <thead>
          <tr className="text-xs text-muted [&>th]:h-7 [&>th]:px-1.5 [&>th]:font-normal">
            <th scope="col" className="!pl-3 text-left">
              Strongest alert of each kind
            </th>
            <th scope="col" className="w-16 text-right">
              Score
            </th>
            <th scope="col" className="w-16 text-right" title="The second counts 1/2.8, the third 1/5.2 …">
              Weight
            </th>
            <th scope="col" className="w-20 !pr-3 text-right">
              Points
            </th>
          </tr>
        </thead>
        <tbody>
          {alerts.map(({ alert, title, score: own, weight, points }) => (
            <tr key={alert} className="border-t border-line [&>td]:px-1.5 [&>td]:py-1">
              <td className="truncate !pl-3" title={title}>
                <AlertLink id={alert} title={title} />
              </td>
              <td className="text-right text-muted">{own.toFixed(0)}</td>
              <td className="text-right text-muted">× {formatValue(weight)}</td>
              <td className="!pr-3 text-right">{formatPoints(points)}</td>
            </tr>
          ))}
          {others.count > 0 && <Rest label={plural(others.count, 'more alert')} points={others.points} />}
          {chain.factor > 1 && (
            <Rest
              label={`${plural(chain.tactics, 'tactic')} in the order of an attack: × ${chain.factor}`}
              points={chain.points}
            />
          )}
          {held < 0 && <Rest label="Nothing else agrees: held below medium" points={held} />}
        </tbody>
      </table>
    </Panel>
  )
}

function Rest({ label, points }: { label: string; points: number }) {
  return (
    <tr className="border-t border-line [&>td]:px-1.5 [&>td]:py-1">
      <td colSpan={3} className="!pl-3">
        {label}
      </td>
      <td className="!pr-3 text-right">{formatPoints(points)}</td>
    </tr>
  )
}
