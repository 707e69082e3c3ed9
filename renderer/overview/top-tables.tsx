import type { Overview } from '../../core/contract/index.ts'
import { formatCompact, formatCount } from '../format/number.ts'
import { countryName } from '../format/text.ts'
import { Ranking } from './ranking.tsx'
import { useShowIncidents } from './use-show-incidents.ts'

const acts = { label: 'Acts', numeric: true, cell: (row: { acts: number }) => formatCompact(row.acts) }
const alerts = { label: 'Alerts', numeric: true, cell: (row: { alerts: number }) => formatCount(row.alerts) }

export function TopUsers({ rows }: { rows: Overview['topUsers'] }) {
  const show = useShowIncidents()
  return (
    <Ranking
      title="Top users"
      rows={rows}
      nameLabel="User"
      name={(row) => row.user}
      open={(row) => show('user', row.user)}
      weight={(row) => row.score}
      columns={[acts, alerts, { label: 'Score', numeric: true, cell: (row) => row.score.toFixed(0) }]}
    />
  )
}

export function TopSources({ rows }: { rows: Overview['topSources'] }) {
  const show = useShowIncidents()
  return (
    <Ranking
      title="Top sources"
      rows={rows}
      nameLabel="Address"
      name={(row) => row.ip}
      open={(row) => show('ip', row.ip)}
      weight={(row) => row.alerts}
      columns={[
        {
          label: 'Network',
          cell: (row) => (
            <span title={row.network}>{[row.country, row.network].filter(Boolean).join(' · ') || '–'}</span>
          ),
        },
        acts,
        { label: 'Failures', numeric: true, cell: (row) => formatCompact(row.failures) },
        alerts,
      ]}
    />
  )
}

export function TopCountries({ rows }: { rows: Overview['topCountries'] }) {
  const show = useShowIncidents()
  return (
    <Ranking
      title="Countries"
      rows={rows}
      nameLabel="Country"
      name={(row) => row.country}
      display={(row) => countryName(row.country)}
      open={(row) => show('country', row.country)}
      weight={(row) => row.acts}
      columns={[acts, alerts]}
    />
  )
}
