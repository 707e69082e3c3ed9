import { useId, useState } from 'react'
import { Button } from '../ui/button.tsx'

/** For files that lie where the core runs, without sending them through the browser. */
export function PathField({ onOpen }: { onOpen: (path: string) => void }) {
  const [path, setPath] = useState('')
  const id = useId()
  return (
    <form
      className="flex min-w-80 flex-1 items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (path.trim() !== '') onOpen(path.trim())
      }}
    >
      <div className="flex-1">
        <label htmlFor={id} className="mb-1 block text-sm text-muted">
          Path on this machine
        </label>
        <input
          id={id}
          value={path}
          onChange={(event) => setPath(event.target.value)}
          placeholder="/var/log/vpn.log"
          spellCheck={false}
          autoComplete="off"
          className="h-7 w-full rounded-md border border-line bg-surface px-2 font-mono text-sm placeholder:text-muted"
        />
      </div>
      <Button type="submit" disabled={path.trim() === ''}>
        Open path
      </Button>
    </form>
  )
}
