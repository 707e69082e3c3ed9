import { useId } from 'react'
import type { Alert } from '../../core/contract/index.ts'

const detectors = [
  { name: 'iforest', title: 'Isolation Forest' },
  { name: 'ocsvm', title: 'One-Class SVM' },
  { name: 'lof', title: 'Local Outlier Factor' },
  { name: 'lstm', title: 'LSTM sequence' },
] as const

export function Detectors({ levels }: { levels: Alert['detectors'] }) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      {detectors.map(({ name, title }) => (
        <div key={name} className="grid grid-cols-[132px_1fr_48px] items-center gap-2">
          <span id={`${id}-${name}`}>{title}</span>
          <div
            role="meter"
            aria-labelledby={`${id}-${name}`}
            aria-valuemin={0}
            aria-valuemax={1}
            aria-valuenow={levels[name]}
            className="h-2 overflow-hidden rounded-sm bg-raised"
          >
            <div
              className="h-full"
              style={{ width: `${levels[name] * 100}%`, background: `var(--detector-${name})` }}
            />
          </div>
          <span className="text-right">{levels[name].toFixed(3)}</span>
        </div>
      ))}
    </div>
  )
}
