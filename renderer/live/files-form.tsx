import { useId, useState } from 'react'
import type { ReadingRequest } from '../../core/contract/index.ts'
import { ReadingFields } from '../start/reading-fields.tsx'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { attempt } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'

/** Files on this machine that are read as they grow. */
export function FilesForm() {
  const [text, setText] = useState('')
  const [reading, setReading] = useState<ReadingRequest>({})
  const startLive = useStore((state) => state.startLive)
  const id = useId()
  const paths = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return (
    <Panel title="Files">
      <label htmlFor={id} className="mb-1 block text-sm text-muted">
        Paths on this machine, one a line
      </label>
      <textarea
        id={id}
        rows={4}
        value={text}
        placeholder="/var/log/vpn.log"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        className="mb-3 w-full rounded-md border border-line bg-surface px-2 py-1 font-mono text-sm placeholder:text-muted"
      />
      <ReadingFields reading={reading} onChange={setReading} />
      <div className="mt-4">
        <Button
          look="primary"
          disabled={paths.length === 0}
          onClick={() => attempt('Reading did not start', () => startLive({ ...reading, paths }))}
        >
          Start reading
        </Button>
      </div>
    </Panel>
  )
}
