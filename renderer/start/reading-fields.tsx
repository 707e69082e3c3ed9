import { useEffect } from 'react'
import type { ImportOptions } from '../../core/contract.ts'
import { useStore } from '../store/use-store.ts'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'

interface Props {
  options: ImportOptions
  onChange: (options: ImportOptions) => void
}

const detect = { value: '', label: 'Detect the format' }
const mappingPrefix = 'mapping '

/** What the files may not tell themselves: their format or mapping, the zone and the year of their times; and how
 * many alerts the models are to raise. */
export function ReadingFields({ options, onChange }: Props) {
  const formats = useStore((state) => state.info.value?.formats) ?? []
  const mappings = useStore((state) => state.mappings.value) ?? []
  const load = useStore((state) => state.loadMappings)
  useEffect(() => void load(), [load])
  const choices = [
    detect,
    ...mappings.map(({ name }) => ({ value: mappingPrefix + name, label: `Mapping: ${name}` })),
    ...formats.map(({ name, title }) => ({ value: name, label: title })),
  ]
  const choose = (value: string) =>
    onChange({
      ...options,
      format: value === '' || value.startsWith(mappingPrefix) ? undefined : value,
      mapping: value.startsWith(mappingPrefix) ? value.slice(mappingPrefix.length) : undefined,
    })
  return (
    <div className="flex flex-wrap items-end gap-4">
      <div>
        <span aria-hidden className="mb-1 block text-sm text-muted">
          Format of the files
        </span>
        <Select
          label="Format"
          value={options.mapping === undefined ? (options.format ?? '') : mappingPrefix + options.mapping}
          options={choices}
          onChange={choose}
          className="w-56"
        />
      </div>
      <TextField
        label="Time zone, where lines carry none"
        value={options.zone ?? ''}
        placeholder="inferred, else UTC"
        onChange={(zone) => onChange({ ...options, zone: zone.trim() || undefined })}
        className="w-56"
      />
      <TextField
        label="Year, where lines carry none"
        value={options.year === undefined ? '' : String(options.year)}
        placeholder="inferred"
        onChange={(year) =>
          onChange({ ...options, year: Number(year.replace(/\D/g, '').slice(0, 4)) || undefined })
        }
        className="w-48"
      />
      <TextField
        label="Alerts a day of the models"
        value={options.alertBudget === undefined ? '' : String(options.alertBudget)}
        placeholder="10"
        onChange={(alerts) => {
          const digits = alerts.replace(/\D/g, '').slice(0, 4)
          onChange({ ...options, alertBudget: digits === '' ? undefined : Number(digits) })
        }}
        className="w-48"
      />
    </div>
  )
}
