import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { messageOf } from '../store/loadable.ts'
import { classNames } from './class-names.ts'

const manager = Toast.createToastManager()

/** What a notice offers to do. */
interface NoticeAction {
  label: string
  run: () => void
}

/** The notice that offers something now: only what was done last can be undone from a notice. */
let offering: string | undefined

/** Tells that something was done, and offers to undo it. */
export function notify(title: string, description: string, action?: NoticeAction): void {
  if (offering !== undefined) manager.close(offering)
  const id = manager.add({
    title,
    description,
    timeout: 10_000,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          manager.close(id)
          action.run()
        },
      },
    }),
  })
  offering = id
}

/** Runs what a person asked for; a failure is told in a notice that begins with `failure`. */
export function attempt(failure: string, action: () => Promise<unknown>): void {
  action().catch((error: unknown) => {
    manager.add({ title: failure, description: messageOf(error), type: 'error', timeout: 10_000 })
  })
}

export function Notices() {
  return (
    <Toast.Provider toastManager={manager}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-40 flex w-90 max-w-[90vw] flex-col gap-2">
          <NoticeList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function NoticeList() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className={classNames(
        'rounded-md border border-line bg-surface shadow-lg [border-left-width:3px]',
        toast.type === 'error' ? 'border-l-bad' : 'border-l-accent',
      )}
    >
      <Toast.Content className="flex items-start gap-3 p-3">
        <div className="min-w-0 flex-1">
          <Toast.Title className="font-semibold">{toast.title}</Toast.Title>
          <Toast.Description className="break-words text-muted">{toast.description}</Toast.Description>
        </div>
        {toast.actionProps && (
          <Toast.Action className="h-7 shrink-0 rounded-md border border-line px-2.5 text-sm font-medium text-accent hover:bg-hover" />
        )}
        <Toast.Close aria-label="Dismiss" className="rounded-sm p-1 text-muted hover:text-text">
          <X size={14} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
