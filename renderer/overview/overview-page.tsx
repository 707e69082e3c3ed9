import type { Overview } from '../../core/contract/index.ts'
import { formatCount, plural } from '../format/number.ts'
import { formatDuration, formatRange, zoneLabel } from '../format/time.ts'
import { Figures } from '../ui/figures.tsx'
import { formatRoute } from '../store/route.ts'
import { useStore } from '../store/use-store.ts'
import { Panel } from '../ui/panel.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Activity } from './activity.tsx'
import { AlikeAlerts } from './alike-alerts.tsx'
import { Severities } from './severities.tsx'
import { TopRisk } from './top-risk.tsx'
import { TopCountries, TopSources, TopUsers } from './top-tables.tsx'

export function OverviewPage() {
  const overview = useStore((state) => state.overview)
  const load = useStore((state) => state.loadOverview)
  return (
    <Loaded what="the overview" of={overview} retry={load}>
      {(value) => <OverviewView overview={value} />}
    </Loaded>
  )
}

function OverviewView({ overview }: { overview: Overview }) {
  const zone = useStore((state) => state.zone)
  const { totals, timeRange, series } = overview
  const acts = Object.values(totals.acts).reduce((sum, count) => sum + count, 0)
  return (
    <div className="flex flex-col gap-4 p-4">
      <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div>
          <h1 className="text-xl font-semibold">Overview</h1>
          <p className="text-muted">
            {timeRange === undefined
              ? 'No act has been read yet.'
              : `${formatRange(timeRange.first, timeRange.last, zone)} ${zoneLabel(zone, timeRange.first)}, ${formatDuration(timeRange.last - timeRange.first)}`}
          </p>
        </div>
        <Figures
          figures={[
            { label: 'Lines', value: formatCount(totals.lines) },
            { label: 'Acts', value: formatCount(acts) },
            { label: 'People', value: formatCount(totals.users) },
            { label: 'Alerts', value: formatCount(totals.alerts) },
            {
              label: 'Incidents',
              value: (
                <a
                  href={formatRoute({ screen: 'incidents' })}
                  aria-label={plural(totals.incidents, 'incident')}
                  className="text-accent hover:underline"
                >
                  {formatCount(totals.incidents)}
                </a>
              ),
            },
          ]}
        />
      </header>
      {timeRange === undefined ? (
        <Panel title="Activity">
          <Empty title="Nothing to show yet">
            <p>The records appear here while they are imported.</p>
          </Empty>
        </Panel>
      ) : (
        <>
          <Activity series={series} />
          <div className="grid grid-cols-2 gap-4 xl:grid-cols-[1fr_2fr_1.6fr]">
            <Severities severities={overview.severities} />
            <TopRisk overview={overview} />
            <TopUsers rows={overview.topUsers} />
          </div>
          <div className="grid grid-cols-2 gap-4 xl:grid-cols-[2fr_1fr]">
            <TopSources rows={overview.topSources} />
            <TopCountries rows={overview.topCountries} />
          </div>
          <AlikeAlerts overview={overview} />
        </>
      )}
    </div>
  )
}
