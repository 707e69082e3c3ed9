import { useEffect } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import type { Incident } from '../../core/contract/index.ts'
import { formatRoute } from '../store/route.ts'
import { useStore } from '../store/use-store.ts'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { AlertList } from './alert-list.tsx'
import { AlertPanel } from './alert-panel.tsx'
import { AttackChain } from './attack-chain.tsx'
import { Entities } from './entities.tsx'
import { IncidentHeader } from './incident-header.tsx'
import { Risk } from './risk.tsx'
import { IncidentScore } from './score-terms.tsx'
import { Timeline } from './timeline.tsx'

export function IncidentPage({ id }: { id: string }) {
  const open = useStore((state) => state.openIncident)
  const load = useStore((state) => state.loadIncident)
  const opened = useStore((state) => state.incidentId === id)
  const { value, loading, error } = useStore((state) => state.incident)
  useEffect(() => {
    void open(id)
  }, [open, id])
  if (!opened) return null
  if (value !== undefined) return <IncidentView incident={value} />
  if (loading) return <Loading what="the incident" />
  if (error !== undefined) return <Failed what="the incident" error={error} retry={() => void load()} />
  return (
    <Empty title="There is no such incident in this workspace, or rules hide all of its alerts.">
      <a href={formatRoute({ screen: 'rules' })} className="text-accent hover:underline">
        See the rules
      </a>
      <a href={formatRoute({ screen: 'incidents' })} className="text-accent hover:underline">
        Back to the incidents
      </a>
    </Empty>
  )
}

function IncidentView({ incident }: { incident: Incident }) {
  const alertId = useStore((state) => state.alertId)
  const hiddenShown = useStore((state) => state.hiddenShown)
  const alerts = [...incident.alerts].sort((a, b) => a.time - b.time)
  const listed = hiddenShown
    ? [...alerts, ...(incident.suppressed ?? [])].sort((a, b) => a.time - b.time)
    : alerts
  const selected = listed.find(({ id }) => id === alertId) ?? listed[0]
  return (
    <div className="flex h-full flex-col">
      <IncidentHeader incident={incident} />
      <Group orientation="horizontal" className="min-h-0 flex-1">
        <Panel defaultSize="56%" minSize="35%">
          <div className="flex h-full flex-col gap-4 overflow-y-auto p-4 pr-2">
            <AttackChain incident={incident} />
            <Timeline incident={incident} alerts={alerts} selected={selected?.id} />
            <AlertList alerts={listed} hidden={incident.suppressed?.length ?? 0} selected={selected?.id} />
            <Risk incident={incident} />
            {incident.terms && <IncidentScore terms={incident.terms} score={incident.score} />}
            <Entities incident={incident} />
          </div>
        </Panel>
        <Separator
          aria-label="Width of the alert's panel"
          className="w-1 rounded-sm hover:bg-line data-[separator=active]:bg-accent"
        />
        <Panel minSize="30%">
          <div className="h-full overflow-y-auto p-4 pl-2">
            {selected && <AlertPanel key={selected.id} alert={selected} />}
          </div>
        </Panel>
      </Group>
    </div>
  )
}
