interface Props {
  /** 0..1 */
  share: number
  colour?: string
}

/** Decoration beside a number, which carries the meaning. */
export function Bar({ share, colour = 'var(--line-strong)' }: Props) {
  return (
    <span aria-hidden className="block h-1.5 w-full overflow-hidden rounded-sm bg-raised">
      <span
        className="block h-full rounded-sm"
        style={{ width: `${share > 0 ? Math.max(2, share * 100) : 0}%`, background: colour }}
      />
    </span>
  )
}
