import { ChevronRight } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

interface Props {
  title: string
  /** Beside the title, at the right. */
  aside?: ReactNode
  className?: string
  /** Whether the content has the usual distance to the frame; lists and tables run to the edge. */
  padded?: boolean
  /** Whether only the title is shown until it is opened: for what is secondary. */
  folded?: boolean
  children: ReactNode
}

export function Panel({ title, aside, className, padded = true, folded = false, children }: Props) {
  const id = useId()
  const heading = (
    <h2 id={id} className="truncate text-sm font-semibold">
      {title}
    </h2>
  )
  const beside = <div className="flex shrink-0 items-center gap-2 text-sm text-muted">{aside}</div>
  const content = <div className={classNames('min-h-0 flex-1', padded && 'p-3')}>{children}</div>
  return (
    <section
      aria-labelledby={id}
      className={classNames('flex min-w-0 flex-col rounded-md border border-line bg-surface', className)}
    >
      {folded ? (
        <details className="group">
          <summary className="flex h-8 cursor-pointer list-none items-center gap-2 rounded-md px-3 group-open:rounded-b-none group-open:border-b group-open:border-line hover:bg-hover">
            <ChevronRight size={14} className="shrink-0 text-muted group-open:rotate-90" aria-hidden />
            {heading}
            <span className="flex-1" />
            {beside}
          </summary>
          {content}
        </details>
      ) : (
        <>
          <header className="flex h-8 shrink-0 items-center justify-between gap-3 border-b border-line px-3">
            {heading}
            {beside}
          </header>
          {content}
        </>
      )}
    </section>
  )
}
