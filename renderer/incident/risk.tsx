import { useEffect, useState } from 'react'
import type { EntityRisk, Incident } from '../../core/contract/index.ts'
import { plural } from '../format/number.ts'
import { formatDuration } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'
import { classNames } from '../ui/class-names.ts'
import { Panel } from '../ui/panel.tsx'
import { Sparkline } from '../ui/sparkline.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Time } from '../ui/time.tsx'
import { AlertLink } from './alert-link.tsx'

/** Risk of the people and addresses at the end of the incident; one of them is opened to see what it is made of. */
export function Risk({ incident }: { incident: Incident }) {
  const risk = useStore((state) => state.incidentRisk)
  const load = useStore((state) => state.loadIncidentRisk)
  useEffect(() => void load(), [load, incident])
  return (
    <Panel
      title="Risk of people and addresses"
      aside="at the end of the incident"
      padded={false}
      className="shrink-0"
    >
      <Loaded what="the risk" of={risk} retry={load}>
        {(risks) => <RiskList risks={risks} incident={incident} />}
      </Loaded>
    </Panel>
  )
}

function RiskList({ risks, incident }: { risks: EntityRisk[]; incident: Incident }) {
  const [opened, setOpened] = useState(0)
  if (risks.length === 0) return <Empty title="Nobody known acted in this incident" />
  const most = Math.max(...risks.flatMap(({ series }) => series.values))
  return (
    <ul className="text-sm">
      {risks.map((risk, index) => (
        <li key={`${risk.kind} ${risk.entity}`} className="border-t border-line first:border-t-0">
          <button
            type="button"
            aria-expanded={index === opened}
            onClick={() => setOpened(index === opened ? -1 : index)}
            className={classNames(
              'grid w-full grid-cols-[minmax(0,1fr)_64px_minmax(0,1fr)_48px] items-center gap-3 px-3 py-1 text-left hover:bg-hover',
              index === opened && 'bg-raised',
            )}
          >
            <span className="truncate" title={risk.entity}>
              {risk.entity}
            </span>
            <span className="text-xs text-muted">{risk.kind}</span>
            <Sparkline
              values={risk.series.values}
              most={most}
              label={`Risk of ${risk.entity} over the week before`}
              className="h-6 w-full"
            />
            <span className="text-right font-semibold">{risk.score.toFixed(0)}</span>
          </button>
          {index === opened && <Contributions risk={risk} incident={incident} />}
        </li>
      ))}
    </ul>
  )
}

function Contributions({ risk, incident }: { risk: EntityRisk; incident: Incident }) {
  const here = new Set(incident.alerts.map(({ id }) => id))
  return (
    <table className="w-full table-fixed">
      <thead>
        <tr className="text-xs text-muted [&>th]:h-6 [&>th]:px-1.5 [&>th]:font-normal">
          <th scope="col" className="!pl-6 text-left">
            Alert
          </th>
          <th scope="col" className="w-36 text-left">
            Time
          </th>
          <th scope="col" className="w-20 text-right">
            Age
          </th>
          <th scope="col" className="w-14 text-right">
            Score
          </th>
          <th scope="col" className="w-16 !pr-3 text-right">
            Now
          </th>
        </tr>
      </thead>
      <tbody>
        {risk.contributions.map(({ alert, title, time, age, score, points }) => (
          <tr key={alert} className="[&>td]:px-1.5 [&>td]:py-0.5">
            <td className="truncate !pl-6" title={title}>
              {here.has(alert) ? <AlertLink id={alert} title={title} /> : title}
            </td>
            <td>
              <Time at={time} />
            </td>
            <td className="text-right text-muted">{age > 0 ? formatDuration(age) : '–'}</td>
            <td className="text-right text-muted">{score.toFixed(0)}</td>
            <td className="!pr-3 text-right">+{points.toFixed(1)}</td>
          </tr>
        ))}
        {risk.others.count > 0 && (
          <tr className="text-muted [&>td]:px-1.5 [&>td]:py-0.5">
            <td colSpan={4} className="!pl-6">
              {plural(risk.others.count, 'more alert')}
            </td>
            <td className="!pr-3 text-right">+{risk.others.points.toFixed(1)}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
