import { useEffect } from 'react'
import type { EntityRisk, Overview } from '../../core/contract/index.ts'
import { useStore } from '../store/use-store.ts'
import { Loaded } from '../ui/states.tsx'
import { Sparkline } from '../ui/sparkline.tsx'
import { Ranking } from './ranking.tsx'
import { useShowIncidents } from './use-show-incidents.ts'

const shown = 12

/** People and addresses by the highest risk they reached, each with its course. */
export function TopRisk({ overview }: { overview: Overview }) {
  const risk = useStore((state) => state.topRisk)
  const load = useStore((state) => state.loadTopRisk)
  // Risk is made of the alerts the overview counts: it is asked for anew whenever that is.
  useEffect(() => void load(), [load, overview])
  return (
    <Loaded what="the risk" of={risk} retry={load}>
      {(rows) => <RiskRanking rows={rows.slice(0, shown)} />}
    </Loaded>
  )
}

function RiskRanking({ rows }: { rows: EntityRisk[] }) {
  const show = useShowIncidents()
  const most = Math.max(...rows.map(({ score }) => score), 1)
  return (
    <Ranking
      title="Highest risk"
      rows={rows}
      nameLabel="Person or address"
      name={(row) => row.entity}
      open={(row) => show(row.kind === 'person' ? 'user' : 'ip', row.entity)}
      weight={(row) => row.score}
      columns={[
        {
          label: 'Course',
          cell: (row) => (
            <Sparkline
              values={row.series.values}
              most={most}
              label={`Risk of ${row.entity} over time`}
              className="h-6 w-full"
            />
          ),
        },
        { label: 'Peak', numeric: true, cell: (row) => row.score.toFixed(0) },
      ]}
    />
  )
}
