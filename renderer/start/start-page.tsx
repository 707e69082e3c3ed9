import { Activity, FileStack, FlaskConical } from 'lucide-react'
import type { ReadingRequest } from '../../core/contract/index.ts'
import { useId, useRef, useState } from 'react'
import { navigate } from '../shell/navigate.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Warning } from '../ui/warning.tsx'
import { ChoiceCard } from './choice-card.tsx'
import { PathField } from './path-field.tsx'
import { ReadingFields } from './reading-fields.tsx'
import { RecentFiles } from './recent-files.tsx'
import { useOpen } from './use-open.ts'

export function StartPage() {
  const info = useStore((state) => state.info.value)
  const [reading, setReading] = useState<ReadingRequest>({})
  const open = useOpen(reading)
  const input = useRef<HTMLInputElement>(null)
  const inputId = useId()
  return (
    <div className="mx-auto flex max-w-240 flex-col gap-6 p-8">
      <header>
        <h1 className="text-xl font-semibold">Where are the records?</h1>
        <p className="text-muted">
          Sonic reads VPN and network logs, learns what is normal in them, and shows what is not. Nothing
          leaves this machine.
        </p>
      </header>
      {info?.obstacle !== undefined && <Warning>{info.obstacle}</Warning>}
      <div className="grid grid-cols-3 gap-4">
        <ChoiceCard
          Icon={FileStack}
          title="Open captured files"
          text="Log files, plain or packed (gzip, zstd, bzip2, xz; zip and tar). Or drop them here."
        >
          <label htmlFor={inputId} className="sr-only">
            Log files
          </label>
          <input
            ref={input}
            id={inputId}
            type="file"
            multiple
            tabIndex={-1}
            className="sr-only"
            onChange={(event) => {
              open.openFiles([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
          <Button look="primary" onClick={open.pickFiles ?? (() => input.current?.click())}>
            Open files…
          </Button>
          {open.pickFolders && <Button onClick={open.pickFolders}>Open folder…</Button>}
        </ChoiceCard>
        <ChoiceCard
          Icon={FlaskConical}
          title="Try the example"
          text="A built-in log with a few incidents in it, to look around."
        >
          <Button disabled={info?.hasExample !== true} onClick={open.openExample}>
            Open the example
          </Button>
        </ChoiceCard>
        <ChoiceCard
          Icon={Activity}
          title="Read live"
          text="Topics of a Kafka cluster, syslog at a port, or files as they grow: analysed within seconds."
        >
          <Button onClick={() => navigate({ screen: 'live' })}>Choose sources…</Button>
        </ChoiceCard>
      </div>
      <PathField onOpen={(path) => open.openPaths([path])} />
      <ReadingFields reading={reading} onChange={setReading} />
      <RecentFiles paths={info?.recent ?? []} onOpen={(path) => open.openPaths([path])} />
    </div>
  )
}
