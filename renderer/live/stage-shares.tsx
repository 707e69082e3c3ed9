import type { LiveProgress } from '../../core/contract/index.ts'
import { formatPercent } from '../format/number.ts'
import { Bar } from '../ui/bar.tsx'
import { Panel } from '../ui/panel.tsx'

type Stage = keyof LiveProgress['stages']

/** Waiting for records is no work. */
const worked = {
  enrich: 'Assemble acts',
  featurise: 'Features',
  learn: 'Learn',
  score: 'Score',
  detect: 'Detect and correlate',
  store: 'Store',
} as const satisfies Partial<Record<Stage, string>>

const order = Object.keys(worked) as (keyof typeof worked)[]

/** What the time of work went into. */
export function StageShares({ stages }: { stages: LiveProgress['stages'] }) {
  const total = order.reduce((sum, stage) => sum + stages[stage], 0)
  return (
    <Panel title="Time by stage" aside={`${total.toFixed(1)} s of work`}>
      <dl className="grid grid-cols-[auto_1fr_3rem] items-center gap-x-3 gap-y-1 text-sm">
        {order.map((stage) => {
          const share = total > 0 ? stages[stage] / total : 0
          return (
            <div key={stage} className="contents">
              <dt>{worked[stage]}</dt>
              <dd className="contents">
                <Bar share={share} />
                <span className="text-right tabular-nums text-muted">{formatPercent(share)}</span>
              </dd>
            </div>
          )
        })}
      </dl>
    </Panel>
  )
}
