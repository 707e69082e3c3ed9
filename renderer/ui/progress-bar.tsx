interface Props {
  label: string
  /** 0..1; undefined: it goes on, but nobody knows how far it is. */
  share: number | undefined
}

export function ProgressBar({ label, share }: Props) {
  const percent = share === undefined ? undefined : Math.round(Math.min(1, share) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-2 overflow-hidden rounded-sm bg-raised"
    >
      <div
        className={percent === undefined ? 'h-full w-1/3 animate-pulse bg-accent' : 'h-full bg-accent'}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
