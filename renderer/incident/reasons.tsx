import { useState } from 'react'
import type { Alert } from '../../core/contract/index.ts'
import { formatPoints, formatValue, plural } from '../format/number.ts'
import { Bar } from '../ui/bar.tsx'
import { ShowRest } from '../ui/show-rest.tsx'
import { Empty } from '../ui/states.tsx'

/** Points from which a reason is shown at once; ours. */
const weighty = 1

/** The alert's arithmetic, what weighs most first; what weighs little is folded. */
export function Reasons({ reasons }: Pick<Alert, 'reasons'>) {
  const [all, setAll] = useState(false)
  if (reasons.length === 0) return <Empty title="No reasons were recorded" />
  const sorted = [...reasons].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  const most = Math.abs(sorted[0]?.contribution ?? 1) || 1
  const heavy = sorted.filter(({ contribution }, index) => index < 3 || Math.abs(contribution) >= weighty)
  const light = sorted.slice(heavy.length)
  const shown = all || light.length < 2 ? sorted : heavy
  return (
    <div className="@container">
      <table className="w-full table-fixed text-sm">
        <thead>
          <tr className="text-xs text-muted [&>th]:h-7 [&>th]:px-1.5 [&>th]:font-normal">
            <th scope="col" className="!pl-3 text-left">
              Reason
            </th>
            <th scope="col" className="hidden w-22 text-right @md:table-cell">
              Value
            </th>
            <th scope="col" className="hidden w-22 text-right @md:table-cell">
              Usual
            </th>
            <th scope="col" className="w-24 !pr-3 text-right">
              Points
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ feature, value, usual, contribution, text }, index) => (
            <tr
              key={`${feature}-${index}`}
              className="border-t border-line align-top [&>td]:px-1.5 [&>td]:py-1.5"
            >
              <td className="!pl-3 break-words">
                {text}
                <span className="block font-mono text-xs text-muted">{feature}</span>
                {/* Where there is no room for columns of their own. */}
                <span className="block text-xs @md:hidden">
                  {formatValue(value)} <span className="text-muted">usually {formatValue(usual)}</span>
                </span>
              </td>
              <td className="hidden text-right break-words @md:table-cell">{formatValue(value)}</td>
              <td className="hidden text-right break-words text-muted @md:table-cell">
                {formatValue(usual)}
              </td>
              <td className="!pr-3 text-right">
                {formatPoints(contribution)}
                <span className="mt-1 block">
                  <Bar
                    share={Math.abs(contribution) / most}
                    colour={contribution < 0 ? 'var(--good)' : 'var(--accent)'}
                  />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {/* No row of the table: a cell over hidden columns would bring them back. */}
      {shown !== sorted && (
        <ShowRest
          label={`Show ${plural(light.length, 'smaller reason')}`}
          aside={formatPoints(light.reduce((sum, { contribution }) => sum + contribution, 0))}
          onClick={() => setAll(true)}
        />
      )}
    </div>
  )
}
