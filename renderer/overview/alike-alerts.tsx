import { useEffect } from 'react'
import type { AlikeGroup, Overview } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { formatRange } from '../format/time.ts'
import { navigate } from '../shell/navigate.ts'
import { useStore } from '../store/use-store.ts'
import { Loaded } from '../ui/states.tsx'
import { Ranking } from './ranking.tsx'

const shown = 8

/** Alerts that were raised for the same reasons: thirty alike ones can be judged by one look. */
export function AlikeAlerts({ overview }: { overview: Overview }) {
  const alike = useStore((state) => state.alike)
  const load = useStore((state) => state.loadAlike)
  useEffect(() => void load(), [load, overview])
  return (
    <Loaded what="the groups of alerts" of={alike} retry={load}>
      {(groups) => (groups.length > 0 ? <Groups groups={groups.slice(0, shown)} /> : null)}
    </Loaded>
  )
}

function Groups({ groups }: { groups: AlikeGroup[] }) {
  const zone = useStore((state) => state.zone)
  return (
    <Ranking
      title="Alike alerts"
      rows={groups}
      nameLabel="Strongest of the group"
      name={(group) => group.title}
      open={({ incident }) => {
        if (incident !== null) navigate({ screen: 'incident', id: incident })
      }}
      weight={(group) => group.alerts.length}
      columns={[
        { label: 'Because of', cell: (group) => group.features.join(', ').replaceAll('_', ' ') },
        { label: 'When', cell: (group) => formatRange(group.start, group.end, zone) },
        { label: 'People', numeric: true, cell: (group) => formatCount(group.people) },
        { label: 'Alerts', numeric: true, cell: (group) => formatCount(group.alerts.length) },
      ]}
    />
  )
}
