import { useState } from 'react'
import { useStore } from '../store/use-store.ts'
import { Choice } from '../ui/choice.tsx'
import { Warning } from '../ui/warning.tsx'
import { FilesForm } from './files-form.tsx'
import { KafkaForm } from './kafka-form.tsx'
import { SyslogForm } from './syslog-form.tsx'
import { LiveView } from './live-view.tsx'

export function LivePage() {
  const live = useStore((state) => state.live)
  const isRunning = live?.state === 'starting' || live?.state === 'running'
  return (
    <div className="flex flex-col gap-4 p-4">
      {live?.state === 'failed' && <Warning>{live.error}</Warning>}
      {!isRunning && <Sources />}
      {live && <LiveView live={live} />}
    </div>
  )
}

function Sources() {
  const [kind, setKind] = useState<'kafka' | 'syslog' | 'files'>('kafka')
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-lg font-semibold">Read live</h1>
          <p className="text-muted">
            What comes in is analysed within seconds and kept in this workspace. Reading goes on where it was
            left.
          </p>
        </div>
        <Choice
          label="Source"
          value={kind}
          options={[
            { value: 'kafka', label: 'Kafka' },
            { value: 'syslog', label: 'Syslog' },
            { value: 'files', label: 'Growing files' },
          ]}
          onChange={setKind}
        />
      </header>
      {kind === 'kafka' && <KafkaForm />}
      {kind === 'syslog' && <SyslogForm />}
      {kind === 'files' && <FilesForm />}
    </div>
  )
}
