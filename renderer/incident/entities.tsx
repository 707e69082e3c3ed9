import type { Incident } from '../../core/contract/index.ts'
import { plural } from '../format/number.ts'
import { countryName } from '../format/text.ts'
import { navigate } from '../shell/navigate.ts'
import { filterFor, type FilterField } from '../store/incident-filter.ts'
import { useStore } from '../store/use-store.ts'
import { Panel } from '../ui/panel.tsx'
import { countEntities, type EntityKind } from './count-entities.ts'

const kinds = [
  { kind: 'users', title: 'Users', field: 'user' },
  { kind: 'sourceIps', title: 'Source addresses', field: 'ip' },
  { kind: 'countries', title: 'Countries', field: 'country' },
  { kind: 'assignedIps', title: 'Assigned addresses', field: undefined },
  { kind: 'destinations', title: 'Destinations', field: undefined },
  { kind: 'devices', title: 'Devices', field: undefined },
] as const satisfies { kind: EntityKind; title: string; field: FilterField | undefined }[]

const shownAtMost = 50

/** Who and what takes part; those that the list of incidents can be filtered by lead there. */
export function Entities({ incident }: { incident: Incident }) {
  const setFilter = useStore((state) => state.setFilter)
  const show = (field: FilterField, name: string) => {
    setFilter({ text: filterFor(field, name), severities: [] })
    navigate({ screen: 'incidents' })
  }
  return (
    <Panel title="Entities" aside="number of alerts" className="shrink-0">
      <div className="grid grid-cols-[repeat(auto-fill,minmax(180px,1fr))] gap-x-6 gap-y-4 text-sm">
        {kinds.map(({ kind, title, field }) => {
          const counts = countEntities(incident.alerts, kind)
          if (counts.length === 0) return null
          return (
            <section key={kind} aria-label={title} className="min-w-0">
              <h3 className="mb-1 text-xs text-muted">
                {title} ({counts.length})
              </h3>
              <ul className="max-h-40 overflow-y-auto">
                {counts.slice(0, shownAtMost).map(({ name, alerts }) => (
                  <li key={name} className="flex justify-between gap-2 leading-5">
                    {field === undefined ? (
                      <span className="truncate" title={name}>
                        {name}
                      </span>
                    ) : (
                      <button
                        type="button"
                        title={`Incidents of ${name}`}
                        onClick={() => show(field, name)}
                        className="truncate text-left text-accent hover:underline"
                      >
                        {kind === 'countries' ? countryName(name) : name}
                      </button>
                    )}
                    <span className="text-muted">{alerts}</span>
                  </li>
                ))}
              </ul>
              {counts.length > shownAtMost && (
                <p className="text-xs text-muted">
                  and {plural(counts.length - shownAtMost, 'more', 'more')}
                </p>
              )}
            </section>
          )
        })}
      </div>
    </Panel>
  )
}
