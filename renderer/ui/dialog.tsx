import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

interface Props {
  title: string
  /** For tables; the usual width suits a question. */
  wide?: boolean
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}

export function Dialog({ title, wide = false, open, onOpenChange, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-scrim" />
        <Base.Popup
          className={classNames(
            'fixed top-1/2 left-1/2 z-30 max-h-[90vh] max-w-[90vw] -translate-1/2 overflow-y-auto rounded-md',
            'border border-line bg-surface p-4 shadow-lg outline-none',
            wide ? 'w-280' : 'w-120',
          )}
        >
          <div className="mb-3 flex items-center justify-between">
            <Base.Title className="text-lg font-semibold">{title}</Base.Title>
            <Base.Close
              aria-label="Close"
              className="flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
