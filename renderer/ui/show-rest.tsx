import type { ReactNode } from 'react'

interface Props {
  label: string
  /** At the right end of the line. */
  aside?: ReactNode
  onClick: () => void
}

/** The last line of a list that shows only its beginning. */
export function ShowRest({ label, aside, onClick }: Props) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex w-full justify-between border-t border-line px-3 py-1.5 text-left text-sm text-accent hover:bg-hover"
    >
      <span>{label}</span>
      <span className="text-text">{aside}</span>
    </button>
  )
}
