import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { classNames } from './class-names.ts'

const widths = { small: 'w-120', medium: 'w-160', large: 'w-280' } as const

interface Props {
  title: string
  /** `small` suits a question, `medium` a form, `large` a table. */
  size?: keyof typeof widths
  /** What has the focus to begin with; without it the first that can have it. */
  initialFocus?: RefObject<HTMLElement | null>
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}

export function Dialog({ title, size = 'small', initialFocus, open, onOpenChange, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-scrim" />
        <Base.Popup
          initialFocus={initialFocus}
          className={classNames(
            'fixed top-1/2 left-1/2 z-30 max-h-[90vh] max-w-[90vw] -translate-1/2 overflow-y-auto rounded-md',
            'border border-line bg-surface p-4 shadow-lg outline-none',
            widths[size],
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
