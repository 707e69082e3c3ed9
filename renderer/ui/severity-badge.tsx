import type { Severity } from '../../core/contract/index.ts'
import { sentenceCase } from '../format/text.ts'

export const severitiesDescending = ['critical', 'high', 'medium', 'low'] as const satisfies Severity[]

export function severityColour(severity: Severity): string {
  return `var(--severity-${severity})`
}

interface Props {
  severity: Severity
  /** Low, and context rather than a reason to act: it says so. */
  informational?: boolean | undefined
}

export function SeverityBadge({ severity, informational = false }: Props) {
  const colour = severityColour(severity)
  return (
    <span
      className="inline-flex h-5 items-center gap-1.5 rounded-sm px-1.5 text-xs font-medium"
      title={informational ? `${sentenceCase(severity)}, informational: nothing else agrees` : undefined}
      style={{ color: colour, background: `color-mix(in srgb, ${colour} 14%, transparent)` }}
    >
      <span aria-hidden className="size-1.5 rounded-full" style={{ background: colour }} />
      {sentenceCase(severity)}
      {informational && <span className="font-normal text-muted">info</span>}
    </span>
  )
}
