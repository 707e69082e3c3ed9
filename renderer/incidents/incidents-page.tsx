import { useEffect, useMemo } from 'react'
import type { IncidentPage } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { filterIncidents, noFilter } from '../store/incident-filter.ts'
import { selectNeedsAllIncidents } from '../store/selectors.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Loaded, Loading } from '../ui/states.tsx'
import { FilterBar } from './filter-bar.tsx'
import { IncidentTable } from './incident-table.tsx'

export function IncidentsPage() {
  const incidents = useStore((state) => state.incidents)
  const load = useStore((state) => state.loadIncidents)
  return (
    <Loaded what="the incidents" of={incidents} retry={load}>
      {(value) => <IncidentsView page={value} />}
    </Loaded>
  )
}

function IncidentsView({ page: { items: incidents, total, next } }: { page: IncidentPage }) {
  const more = useStore((state) => state.loadMoreIncidents)
  const needsAll = useStore(selectNeedsAllIncidents)
  const filter = useStore((state) => state.filter)
  const setFilter = useStore((state) => state.setFilter)
  const shown = useMemo(() => filterIncidents(incidents, filter), [incidents, filter])
  useEffect(() => {
    if (needsAll && next !== undefined) void more()
  }, [needsAll, next, more])
  return (
    <div className="flex h-full flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-3 border-b border-line px-4 py-2">
        <h1 className="text-xl font-semibold">Incidents</h1>
        <FilterBar incidents={incidents} />
        <span role="status" className="ml-auto text-sm text-muted">
          {shown.length === total
            ? formatCount(total)
            : `${formatCount(shown.length)} of ${formatCount(total)}`}{' '}
          shown
        </span>
      </header>
      {incidents.length === 0 ? (
        <Empty title="No incidents">
          <p>Nothing in what was imported stood out enough.</p>
        </Empty>
      ) : shown.length === 0 && needsAll && next !== undefined ? (
        <Loading what="the other incidents" />
      ) : shown.length === 0 ? (
        <Empty title="No incident matches the filter">
          <Button onClick={() => setFilter(noFilter)}>Clear the filter</Button>
        </Empty>
      ) : (
        <IncidentTable incidents={shown} onEnd={more} />
      )}
    </div>
  )
}
