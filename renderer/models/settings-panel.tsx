import { useState } from 'react'
import type { Settings } from '../../core/contract/index.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { attempt } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { providers } from './provider-names.ts'

const workers = [
  { value: '1', label: 'One' },
  { value: '2', label: 'Two' },
  { value: 'auto', label: 'Automatic' },
] as const

const workersOf = { '1': 1, '2': 2, auto: 'auto' } as const

export function SettingsPanel({ settings }: { settings: Settings }) {
  const changeSettings = useStore((state) => state.changeSettings)
  const change = (part: Partial<Settings>) =>
    attempt('The setting was not changed', () => changeSettings(part))
  return (
    <Panel title="Settings">
      <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
        <AlertBudget
          key={settings.alertBudgetPerDay}
          value={settings.alertBudgetPerDay}
          onChange={(alertBudgetPerDay) => change({ alertBudgetPerDay })}
        />
        <div>
          <span aria-hidden className="mb-1 block text-sm text-muted">
            Models are computed by
          </span>
          <Select
            label="Execution provider"
            value={settings.executionProvider}
            options={providers}
            onChange={(executionProvider) => change({ executionProvider })}
            className="w-56"
          />
        </div>
        <div>
          <span aria-hidden className="mb-1 block text-sm text-muted">
            Threads that score
          </span>
          <Choice
            label="Scoring threads"
            value={workers.find(({ value }) => workersOf[value] === settings.scoringWorkers)?.value ?? '1'}
            options={workers}
            onChange={(value) => change({ scoringWorkers: workersOf[value] })}
          />
        </div>
      </div>
      <p className="mt-3 text-sm text-muted">
        They hold for imports that start later, here and on the command line. The budget is for alerts that the models
        raise on their own; explicit signals come on top.
      </p>
    </Panel>
  )
}

function AlertBudget({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const [text, setText] = useState(String(value))
  const number = Number(text)
  const valid = text.trim() !== '' && number >= 1 && number <= 1000
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (valid) onChange(number)
      }}
    >
      <TextField label="Alerts a day (1 to 1000)" value={text} onChange={setText} className="w-44" />
      <Button type="submit" disabled={!valid || number === value}>
        Save
      </Button>
    </form>
  )
}
