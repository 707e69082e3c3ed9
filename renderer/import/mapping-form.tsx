import { useId, useState } from 'react'
import type { MappingDocument, MappingPreview } from '../../core/contract/index.ts'
import { fileName } from '../format/text.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { attempt } from '../ui/notices.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { MappedRecords } from './mapped-records.tsx'
import { MappingTable } from './mapping-table.tsx'
import { RecordKind } from './record-kind.tsx'

interface Props {
  path: string
  preview: MappingPreview
  mapping: MappingDocument
  onChange: (mapping: MappingDocument) => void
  onClose: () => void
}

export function MappingForm({ path, preview, mapping, onChange, onClose }: Props) {
  const saved = useStore((state) => state.mappings.value) ?? []
  const save = useStore((state) => state.saveMapping)
  const startImport = useStore((state) => state.startImport)
  const [name, setName] = useState(fileName(path).replace(/\.\w+$/, ''))
  const [base, setBase] = useState('')
  const headingId = useId()
  const isUsable = preview.problem === undefined && name.trim() !== ''

  const choose = (next: string) => {
    setBase(next)
    const chosen = saved.find((known) => known.name === next)
    if (chosen !== undefined) setName(chosen.name)
    onChange(chosen?.mapping ?? preview.suggestion)
  }
  const submit = () =>
    attempt('The file was not imported', async () => {
      await save(name.trim(), mapping)
      await startImport([path], { mapping: name.trim() })
      onClose()
    })

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p className="text-muted">
        Say what the columns hold. Every record needs a time (@timestamp); addresses and the user make it
        useful. Columns without a field are left out.
      </p>
      {saved.length > 0 && (
        <div className="flex items-center gap-2">
          <span className="text-sm text-muted">Start from</span>
          <Select
            label="Start from"
            value={base}
            options={[
              { value: '', label: 'The suggestion' },
              ...saved.map((known) => ({ value: known.name, label: known.name })),
            ]}
            onChange={choose}
            className="w-56"
          />
        </div>
      )}
      <MappingTable preview={preview} mapping={mapping} onChange={onChange} />
      <div className="flex flex-wrap gap-4">
        <TextField
          label="Form of the time"
          value={mapping.time?.format ?? ''}
          placeholder="e.g. dd.MM.yyyy HH:mm:ss; empty: told by itself"
          onChange={(format) => onChange(withTime(mapping, { format }))}
          className="w-80"
        />
        <TextField
          label="Zone of times without one"
          value={mapping.time?.zone ?? ''}
          placeholder="e.g. +02:00; empty: UTC"
          onChange={(zone) => onChange(withTime(mapping, { zone }))}
          className="w-48"
        />
        <RecordKind mapping={mapping} onChange={onChange} />
      </div>
      <section aria-labelledby={headingId}>
        <h3 id={headingId} className="mb-2 text-sm font-semibold">
          What the first records become
        </h3>
        <MappedRecords preview={preview} />
      </section>
      <div className="flex items-end justify-between gap-4 border-t border-line pt-3">
        <TextField label="Name of this mapping" value={name} onChange={setName} className="w-64" />
        <div className="flex gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={!isUsable}>
            Save and import
          </Button>
        </div>
      </div>
    </form>
  )
}

/** An empty text is none. */
function withTime(mapping: MappingDocument, change: { format?: string; zone?: string }): MappingDocument {
  const entries = Object.entries({ ...mapping.time, ...change }).filter(([, value]) => value !== '')
  return { ...mapping, time: Object.fromEntries(entries) }
}
