import { useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

interface Props {
  /** On the button that asks. */
  children: ReactNode
  label?: string
  disabled?: boolean
  /** The question. */
  title: string
  /** What would be lost, and what not. */
  consequence: string
  /** On the button that does it. */
  confirm: string
  onConfirm: () => void
}

/** A button for what cannot be undone: it asks first. */
export function ConfirmButton({ children, label, disabled, title, consequence, confirm, onConfirm }: Props) {
  const [asked, setAsked] = useState(false)
  return (
    <>
      <Button look="ghost" aria-label={label} disabled={disabled} onClick={() => setAsked(true)}>
        {children}
      </Button>
      <Dialog title={title} open={asked} onOpenChange={setAsked}>
        <p className="mb-4">{consequence}</p>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsked(false)}>Keep it</Button>
          <Button
            look="primary"
            onClick={() => {
              setAsked(false)
              onConfirm()
            }}
          >
            {confirm}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
