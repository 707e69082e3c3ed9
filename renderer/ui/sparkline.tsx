interface Props {
  values: number[]
  /** What reaches the top; at least the largest value. */
  most: number
  label: string
  className?: string
}

const width = 120
const height = 24

/** The course of a number, as steps: each value holds for its step of time. */
export function Sparkline({ values, most, label, className }: Props) {
  const step = width / Math.max(1, values.length)
  const top = Math.max(most, ...values, 1)
  const y = (value: number) => height - 1 - (value / top) * (height - 3)
  const line = values.map((value, i) => `H${(i * step).toFixed(1)}V${y(value).toFixed(1)}`).join('')
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={className}
    >
      <path d={`M0 ${height}${line}H${width}V${height}Z`} fill="var(--accent)" fillOpacity={0.18} />
      <path
        d={`M0 ${y(values[0] ?? 0).toFixed(1)}${line}H${width}`}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
