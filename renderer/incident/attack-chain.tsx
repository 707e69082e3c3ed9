import type { Incident } from '../../core/contract/index.ts'
import { plural } from '../format/number.ts'
import { useStore } from '../store/use-store.ts'
import { Panel } from '../ui/panel.tsx'
import { Time } from '../ui/time.tsx'

/** The stages in kill-chain order; a click selects the first alert of one. */
export function AttackChain({ incident }: { incident: Incident }) {
  const select = useStore((state) => state.selectAlert)
  return (
    <Panel title="Attack chain" padded={false} className="shrink-0">
      <ol className="flex overflow-x-auto">
        {incident.stages.map(({ tactic, start, alerts }) => {
          const techniques = incident.techniques.filter((technique) => technique.tactic === tactic)
          const [first] = alerts
          return (
            <li key={tactic} className="min-w-36 flex-1 border-l border-line first:border-l-0">
              <button
                type="button"
                onClick={() => first !== undefined && select(first)}
                className="flex h-full w-full flex-col items-start px-2.5 py-2 text-left hover:bg-hover"
              >
                <span className="font-semibold">{tactic}</span>
                <span className="text-xs text-muted">
                  <Time at={start} />
                </span>
                <span className="text-xs text-muted">{plural(alerts.length, 'alert')}</span>
                {techniques.map(({ id, name }) => (
                  <span key={id} className="mt-1 text-xs leading-4">
                    <span className="font-mono">{id}</span> {name}
                  </span>
                ))}
              </button>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
