import { useEffect } from 'react'
import type { EventUsage, Settings } from '../../core/contract/index.ts'
import { formatBytes, plural } from '../format/number.ts'
import { formatRange, type Zone } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'
import { attempt } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { Select } from '../ui/select.tsx'
import { Loaded } from '../ui/states.tsx'

type Bound = number | 'all'

const days: readonly Bound[] = ['all', 7, 30, 90, 180, 365, 730]
const gigabytes: readonly Bound[] = ['all', 1, 5, 10, 50, 100, 500]

/** What is stored of events, and which of them stay. */
export function KeptEvents() {
  const usage = useStore((state) => state.eventUsage)
  const settings = useStore((state) => state.settings.value?.settings)
  const zone = useStore((state) => state.zone)
  const loadEventUsage = useStore((state) => state.loadEventUsage)
  useEffect(() => void loadEventUsage(), [loadEventUsage])
  return (
    <Panel title="Stored events">
      <Loaded what="what is stored" of={usage} retry={loadEventUsage}>
        {(value) => <p className="text-sm">{describeUsage(value, zone)}</p>}
      </Loaded>
      {settings && <Bounds settings={settings} />}
      <p className="mt-3 text-sm text-muted">
        Events that are no longer kept cannot be searched. Alerts and incidents stay, with the records that they show.
      </p>
    </Panel>
  )
}

function Bounds({ settings }: { settings: Settings }) {
  const changeSettings = useStore((state) => state.changeSettings)
  const change = (part: Partial<Settings>) =>
    attempt('The setting was not changed', () => changeSettings(part))
  return (
    <div className="mt-3 flex flex-wrap gap-x-8 gap-y-4">
      <BoundSelect
        label="Keep events for"
        all="All times"
        unit="days before the newest"
        values={days}
        value={settings.keepEventDays}
        onChange={(keepEventDays) => change({ keepEventDays })}
      />
      <BoundSelect
        label="Keep at most"
        all="Any size"
        unit="GB"
        values={gigabytes}
        value={settings.keepEventGigabytes}
        onChange={(keepEventGigabytes) => change({ keepEventGigabytes })}
      />
    </div>
  )
}

interface BoundProps {
  label: string
  all: string
  unit: string
  values: readonly Bound[]
  value: Bound
  onChange: (value: Bound) => void
}

/** A value that was set on the command line is among those that can be chosen. */
function BoundSelect({ label, all, unit, values, value, onChange }: BoundProps) {
  const offered = values.includes(value) ? values : [...values, value]
  return (
    <div>
      <span aria-hidden className="mb-1 block text-sm text-muted">
        {label}
      </span>
      <Select
        label={label}
        value={String(value)}
        options={offered.map((bound) => ({
          value: String(bound),
          label: bound === 'all' ? all : `${bound} ${unit}`,
        }))}
        onChange={(text) => onChange(text === 'all' ? 'all' : Number(text))}
        className="w-56"
      />
    </div>
  )
}

function describeUsage({ events, first, last, bytes }: EventUsage, zone: Zone): string {
  if (events === 0) return 'No events are stored.'
  const span = first === null || last === null ? '' : `, ${formatRange(first, last, zone)}`
  return `${plural(events, 'event')}${span}, ${formatBytes(bytes)}.`
}
