import type { ReactNode } from 'react'
import { Bar } from '../ui/bar.tsx'
import { Panel } from '../ui/panel.tsx'
import { Empty } from '../ui/states.tsx'

interface Column<T> {
  label: string
  cell: (row: T) => ReactNode
  /** Numbers stand at the right. */
  numeric?: boolean
}

interface Props<T> {
  title: string
  rows: T[]
  /** What the first column shows and a click opens. */
  name: (row: T) => string
  nameLabel: string
  display?: (row: T) => ReactNode
  open: (row: T) => void
  /** What the inline bar compares. */
  weight: (row: T) => number
  columns: Column<T>[]
}

/** A short table whose rows lead to the incidents they are part of. */
export function Ranking<T>({
  title,
  rows,
  name,
  nameLabel,
  display = name,
  open,
  weight,
  columns,
}: Props<T>) {
  if (rows.length === 0)
    return (
      <Panel title={title}>
        <Empty title="None seen" />
      </Panel>
    )
  const most = Math.max(...rows.map(weight), 1)
  return (
    <Panel title={title} padded={false}>
      <table className="w-full table-fixed text-sm">
        <thead>
          <tr className="text-xs text-muted [&>th]:h-7 [&>th]:px-1.5 [&>th]:font-normal">
            <th scope="col" className="!pl-3 text-left">
              {nameLabel}
            </th>
            {columns.map(({ label, numeric }) => (
              <th key={label} scope="col" className={numeric ? 'w-16 text-right last:!pr-3' : 'text-left'}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={name(row)} className="border-t border-line hover:bg-hover">
              <td className="py-1 pr-1.5 pl-3">
                <button
                  type="button"
                  title={`Incidents of ${name(row)}`}
                  onClick={() => open(row)}
                  className="block w-full truncate text-left text-accent hover:underline"
                >
                  {display(row)}
                </button>
                <Bar share={weight(row) / most} />
              </td>
              {columns.map(({ label, cell, numeric }) => (
                <td key={label} className={numeric ? 'px-1.5 text-right last:pr-3' : 'truncate px-1.5'}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
