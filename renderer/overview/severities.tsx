import type { Overview } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { sentenceCase } from '../format/text.ts'
import { navigate } from '../shell/navigate.ts'
import { useStore } from '../store/use-store.ts'
import { Bar } from '../ui/bar.tsx'
import { Panel } from '../ui/panel.tsx'
import { severitiesDescending, severityColour } from '../ui/severity-badge.tsx'

export function Severities({ severities }: Pick<Overview, 'severities'>) {
  const setFilter = useStore((state) => state.setFilter)
  const most = Math.max(...Object.values(severities), 1)
  return (
    <Panel title="Incidents by severity" padded={false} className="col-span-2 xl:col-span-1">
      <ul className="py-1">
        {severitiesDescending.map((severity) => (
          <li key={severity}>
            <button
              type="button"
              onClick={() => {
                setFilter({ text: '', severities: [severity] })
                navigate({ screen: 'incidents' })
              }}
              className="grid h-7 w-full grid-cols-[60px_1fr_40px] items-center gap-2 px-3 text-left hover:bg-hover"
            >
              <span>{sentenceCase(severity)}</span>
              <Bar share={severities[severity] / most} colour={severityColour(severity)} />
              <span className="text-right">{formatCount(severities[severity])}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
