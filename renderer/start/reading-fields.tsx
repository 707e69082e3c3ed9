import { useEffect } from 'react'
import type { ReadingRequest } from '../../core/contract/index.ts'
import { useStore } from '../store/use-store.ts'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'

interface Props {
  reading: ReadingRequest
  onChange: (reading: ReadingRequest) => void
}

const detect = { value: '', label: 'Detect the format' }
const mappingPrefix = 'mapping '

/** What the files may not tell themselves: their format or mapping, the zone and the year of their times. */
export function ReadingFields({ reading, onChange }: Props) {
  const formats = useStore((state) => state.info.value?.formats) ?? []
  const mappings = useStore((state) => state.mappings.value) ?? []
  const load = useStore((state) => state.loadMappings)
  useEffect(() => void load(), [load])
  const options = [
    detect,
    ...mappings.map(({ name }) => ({ value: mappingPrefix + name, label: `Mapping: ${name}` })),
    ...formats.map(({ name, title }) => ({ value: name, label: title })),
  ]
  const choose = (value: string) =>
    onChange({
      ...reading,
      format: value === '' || value.startsWith(mappingPrefix) ? undefined : value,
      mapping: value.startsWith(mappingPrefix) ? value.slice(mappingPrefix.length) : undefined,
    })
  return (
    <div className="flex flex-wrap items-end gap-4">
      <div>
        <span aria-hidden className="mb-1 block text-sm text-muted">
          Format of the records
        </span>
        <Select
          label="Format"
          value={reading.mapping === undefined ? (reading.format ?? '') : mappingPrefix + reading.mapping}
          options={options}
          onChange={choose}
          className="w-56"
        />
      </div>
      <TextField
        label="Time zone, where lines carry none"
        value={reading.zone ?? ''}
        placeholder="inferred, else UTC"
        onChange={(zone) => onChange({ ...reading, zone: zone.trim() || undefined })}
        className="w-56"
      />
      <TextField
        label="Year, where lines carry none"
        value={reading.year === undefined ? '' : String(reading.year)}
        placeholder="inferred"
        onChange={(year) =>
          onChange({ ...reading, year: Number(year.replace(/\D/g, '').slice(0, 4)) || undefined })
        }
        className="w-48"
      />
    </div>
  )
}
