import { CircleAlert, LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Loadable } from '../store/loadable.ts'
import { Button } from './button.tsx'

export function Loading({ what }: { what: string }) {
  return (
    <p role="status" className="flex items-center justify-center gap-2 p-8 text-muted">
      <LoaderCircle size={16} className="animate-spin" aria-hidden />
      Loading {what}…
    </p>
  )
}

export function Failed({ what, error, retry }: { what: string; error: string; retry: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-center gap-3 p-8 text-center">
      <CircleAlert size={20} className="text-bad" aria-hidden />
      <p>
        <strong className="font-semibold">Could not load {what}.</strong>
        <br />
        <span className="text-muted">{error}</span>
      </p>
      <Button onClick={retry}>Try again</Button>
    </div>
  )
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2 p-8 text-center text-muted">
      <p className="font-medium text-text">{title}</p>
      {children}
    </div>
  )
}

interface LoadedProps<T> {
  what: string
  of: Loadable<T>
  retry: () => Promise<void>
  children: (value: T) => ReactNode
}

/** A value once it is there; an old value is shown rather than an error or a wait. */
export function Loaded<T>({ what, of, retry, children }: LoadedProps<T>) {
  if (of.value !== undefined) return children(of.value)
  if (of.error !== undefined) return <Failed what={what} error={of.error} retry={() => void retry()} />
  return <Loading what={what} />
}
