import { useRef } from 'react'
import { useStore } from '../store/use-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { SuppressForm } from './suppress-form.tsx'

/** Makes a rule of the alert for which it was asked, wherever that was. */
export function SuppressDialog() {
  const alert = useStore((state) => state.suppressing)
  const start = useStore((state) => state.startRule)
  const why = useRef<HTMLInputElement>(null)
  const close = () => start(undefined)
  return (
    <Dialog
      title="Suppress alerts like this"
      size="medium"
      initialFocus={why}
      open={alert !== undefined}
      onOpenChange={(open) => !open && close()}
    >
      {alert && <SuppressForm key={alert.id} alert={alert} whyField={why} onClose={close} />}
    </Dialog>
  )
}
