import { useStore } from '../store/use-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { SuppressForm } from './suppress-form.tsx'

/** Makes a rule of the alert for which it was asked, wherever that was. */
export function SuppressDialog() {
  const alert = useStore((state) => state.suppressing)
  const start = useStore((state) => state.startRule)
  const close = () => start(undefined)
  return (
    <Dialog
      title="Suppress alerts like this"
      size="medium"
      open={alert !== undefined}
      onOpenChange={(open) => !open && close()}
    >
      {alert && <SuppressForm key={alert.id} alert={alert} onClose={close} />}
    </Dialog>
  )
}
