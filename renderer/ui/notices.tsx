import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { messageOf } from '../store/loadable.ts'

const manager = Toast.createToastManager()

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
      className="rounded-md border border-line border-l-bad bg-surface shadow-lg [border-left-width:3px]"
    >
      <Toast.Content className="flex items-start gap-3 p-3">
        <div className="min-w-0 flex-1">
          <Toast.Title className="font-semibold" />
          <Toast.Description className="break-words text-muted" />
        </div>
        <Toast.Close aria-label="Dismiss" className="rounded-sm p-1 text-muted hover:text-text">
          <X size={14} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
