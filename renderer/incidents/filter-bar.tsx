import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import { Search } from 'lucide-react'
import { useMemo } from 'react'
import type { IncidentSummary, Severity } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { sentenceCase } from '../format/text.ts'
import { filterId } from '../shell/shortcuts.ts'
import { filterFields } from '../store/incident-filter.ts'
import { countSeverities } from '../store/selectors.ts'
import { useStore } from '../store/use-store.ts'
import { severitiesDescending, severityColour } from '../ui/severity-badge.tsx'

const help = `Every word has to occur. A word can be tied to a field: ${filterFields.map((field) => `${field}:`).join(' ')}`

export function FilterBar({ incidents }: { incidents: IncidentSummary[] }) {
  const filter = useStore((state) => state.filter)
  const setFilter = useStore((state) => state.setFilter)
  const loaded = useMemo(() => countSeverities(incidents), [incidents])
  const counts = useStore((state) => state.overview.value?.severities) ?? loaded
  return (
    <>
      <div className="relative w-64 xl:w-80">
        <Search size={14} className="pointer-events-none absolute top-1.5 left-2 text-muted" aria-hidden />
        <input
          id={filterId}
          type="search"
          aria-label="Filter incidents"
          title={help}
          placeholder="Filter, e.g. user:ann spray"
          value={filter.text}
          spellCheck={false}
          onChange={(event) => setFilter({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur()
          }}
          className="h-7 w-full rounded-md border border-line bg-surface pr-2 pl-7 text-sm placeholder:text-muted"
        />
      </div>
      <ToggleGroup<Severity>
        aria-label="Severity"
        multiple
        value={filter.severities}
        onValueChange={(severities) => setFilter({ severities })}
        className="flex gap-1"
      >
        {severitiesDescending.map((severity) => (
          <Toggle
            key={severity}
            value={severity}
            className="inline-flex h-7 items-center gap-1.5 rounded-md border border-line bg-surface px-2 text-sm hover:bg-hover data-pressed:border-accent data-pressed:bg-selected"
          >
            <span
              aria-hidden
              className="size-2 rounded-full"
              style={{ background: severityColour(severity) }}
            />
            {sentenceCase(severity)}
            <span className="text-muted">{formatCount(counts[severity])}</span>
          </Toggle>
        ))}
      </ToggleGroup>
    </>
  )
}
