import { useMemo } from 'react'
import type { IncidentSummary } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { filterIncidents, noFilter } from '../store/incident-filter.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { FilterBar } from './filter-bar.tsx'
import { IncidentTable } from './incident-table.tsx'

export function IncidentsPage() {
  const incidents = useStore((state) => state.incidents)
  const load = useStore((state) => state.loadIncidents)
  return (
    <Loaded what="the incidents" of={incidents} retry={load}>
      {(value) => <IncidentsView incidents={value} />}
    </Loaded>
  )
}

function IncidentsView({ incidents }: { incidents: IncidentSummary[] }) {
  const filter = useStore((state) => state.filter)
  const setFilter = useStore((state) => state.setFilter)
  const shown = useMemo(() => filterIncidents(incidents, filter), [incidents, filter])
  return (
    <div className="flex h-full flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-3 border-b border-line px-4 py-2">
        <h1 className="text-xl font-semibold">Incidents</h1>
        <FilterBar incidents={incidents} />
        <span role="status" className="ml-auto text-sm text-muted">
          {shown.length === incidents.length
            ? formatCount(incidents.length)
            : `${formatCount(shown.length)} of ${formatCount(incidents.length)}`}{' '}
          shown
        </span>
      </header>
      {incidents.length === 0 ? (
        <Empty title="No incidents">
          <p>Nothing in what was imported stood out enough.</p>
        </Empty>
      ) : shown.length === 0 ? (
        <Empty title="No incident matches the filter">
          <Button onClick={() => setFilter(noFilter)}>Clear the filter</Button>
        </Empty>
      ) : (
        <IncidentTable incidents={shown} />
      )}
    </div>
  )
}
