import { useId, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

interface Props {
  title: string
  /** Beside the title, at the right. */
  aside?: ReactNode
  className?: string
  /** Whether the content has the usual distance to the frame; lists and tables run to the edge. */
  padded?: boolean
  children: ReactNode
}

export function Panel({ title, aside, className, padded = true, children }: Props) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={classNames('flex min-w-0 flex-col rounded-md border border-line bg-surface', className)}
    >
      <header className="flex h-8 shrink-0 items-center justify-between gap-3 border-b border-line px-3">
        <h2 id={id} className="truncate text-sm font-semibold">
          {title}
        </h2>
        <div className="flex shrink-0 items-center gap-2 text-sm text-muted">{aside}</div>
      </header>
      <div className={classNames('min-h-0 flex-1', padded && 'p-3')}>{children}</div>
    </section>
  )
}
