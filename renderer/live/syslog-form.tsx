import { useState } from 'react'
import type { PemFiles, ReadingRequest } from '../../core/contract/index.ts'
import { ReadingFields } from '../start/reading-fields.tsx'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { attempt } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'

const transports = [
  { value: 'udp', label: 'UDP' },
  { value: 'tcp', label: 'TCP' },
  { value: 'tls', label: 'TLS' },
] as const

const files = [
  { name: 'certificate', label: 'Certificate that senders are shown (file)' },
  { name: 'key', label: 'Its key (file)' },
  { name: 'ca', label: 'Authority of the certificates of senders (file)' },
] as const satisfies { name: keyof PemFiles; label: string }[]

/** A port of this machine that senders of syslog write to. */
export function SyslogForm() {
  const [transport, setTransport] = useState<(typeof transports)[number]['value']>('udp')
  const [host, setHost] = useState('127.0.0.1')
  const [port, setPort] = useState('5514')
  const [tls, setTls] = useState<PemFiles>({})
  const [reading, setReading] = useState<ReadingRequest>({})
  const startLive = useStore((state) => state.startLive)
  const begin = () =>
    attempt('Reading did not start', () =>
      startLive({
        ...reading,
        paths: [],
        syslog: {
          addresses: [`${transport}://${host.trim()}:${port.trim()}`],
          ...(transport === 'tls' ? { tls } : {}),
        },
      }),
    )
  return (
    <Panel title="Port">
      <div className="mb-3 flex flex-wrap items-end gap-4">
        <Select
          label="Transport"
          value={transport}
          options={transports}
          onChange={setTransport}
          className="w-24"
        />
        <TextField label="Address of this machine" value={host} onChange={setHost} className="w-56" />
        <TextField label="Port" value={port} onChange={setPort} className="w-24" />
        {transport === 'tls' &&
          files.map(({ name, label }) => (
            <TextField
              key={name}
              label={label}
              value={tls[name] ?? ''}
              placeholder={name === 'ca' ? 'any sender' : ''}
              onChange={(path) => setTls({ ...tls, [name]: path.trim() || undefined })}
              className="w-80"
            />
          ))}
      </div>
      <p className="mb-3 text-sm text-muted">
        127.0.0.1 hears this machine alone, 0.0.0.0 everybody who reaches it. What is sent while nobody
        listens is lost.
      </p>
      <ReadingFields reading={reading} onChange={setReading} />
      <div className="mt-4">
        <Button look="primary" disabled={host.trim() === '' || port.trim() === ''} onClick={begin}>
          Start listening
        </Button>
      </div>
    </Panel>
  )
}
