import { BellOff } from 'lucide-react'
import type { Alert } from '../../core/contract/index.ts'
import { formatPercent } from '../format/number.ts'
import { sentenceCase } from '../format/text.ts'
import { HiddenBy } from '../rules/hidden-by.tsx'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { SeverityBadge } from '../ui/severity-badge.tsx'
import { Time } from '../ui/time.tsx'
import { Detectors } from './detectors.tsx'
import { Lower, Nearest } from './explanation.tsx'
import { OriginalLines } from './original-lines.tsx'
import { Reasons } from './reasons.tsx'
import { Repeats } from './repeats.tsx'
import { AlertScore } from './score-terms.tsx'

export function AlertPanel({ alert }: { alert: Alert }) {
  const suppress = useStore((state) => state.startRule)
  return (
    <article
      id="alert-panel"
      tabIndex={-1}
      aria-label={`Alert: ${alert.title}`}
      className="flex flex-col gap-4 outline-none"
    >
      <header className="rounded-md border border-line bg-surface p-3">
        <div className="mb-1 flex items-start gap-2">
          <SeverityBadge severity={alert.severity} informational={alert.informational} />
          <h2 className="min-w-0 flex-1 font-semibold break-words">{alert.title}</h2>
          {alert.suppressed === undefined && (
            <Button onClick={() => suppress(alert)} title="Make a rule that hides alerts like this (s)">
              <BellOff size={14} aria-hidden />
              Suppress…
            </Button>
          )}
        </div>
        <p className="flex flex-wrap gap-x-4 text-sm text-muted">
          <Time at={alert.time} />
          <span>
            Score <strong className="font-semibold text-text">{alert.score.toFixed(0)}</strong>
          </span>
          <span>
            Confidence <strong className="font-semibold text-text">{formatPercent(alert.confidence)}</strong>
          </span>
        </p>
        {alert.repeats && <Repeats repeats={alert.repeats} />}
        {alert.suppressed !== undefined && <HiddenBy rule={alert.suppressed} />}
        {alert.signals.length + alert.techniques.length > 0 && (
          <ul aria-label="Signals and techniques" className="mt-2 flex flex-wrap gap-1">
            {alert.signals.map((signal) => (
              <li key={signal} className="rounded-sm border border-line px-1.5 text-xs leading-5">
                {sentenceCase(signal)}
              </li>
            ))}
            {alert.techniques.map((technique) => (
              <li
                key={technique}
                className="rounded-sm border border-line bg-raised px-1.5 font-mono text-xs leading-5"
              >
                {technique}
              </li>
            ))}
          </ul>
        )}
      </header>
      <Panel title="Why this is an alert" padded={false}>
        <Reasons reasons={alert.reasons} />
      </Panel>
      <OriginalLines alert={alert} />
      {alert.lower && <Lower lower={alert.lower} />}
      <Panel title="Detectors" aside="anomaly level, 0 to 1">
        <Detectors levels={alert.detectors} />
      </Panel>
      {alert.nearest && <Nearest nearest={alert.nearest} />}
      {alert.terms && <AlertScore terms={alert.terms} />}
    </article>
  )
}
