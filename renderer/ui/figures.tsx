import type { ReactNode } from 'react'

export interface Figure {
  label: string
  value: ReactNode
  /** Said beside the value, e.g. its share. */
  note?: ReactNode
}

/** A row of numbers with their names. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {figures.map(({ label, value, note }) => (
        <div key={label}>
          <dt className="text-xs text-muted">{label}</dt>
          <dd className="text-lg font-medium">
            {value}
            {note !== undefined && <span className="ml-1.5 text-sm font-normal text-muted">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
