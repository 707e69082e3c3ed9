import { Checkbox } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  checked: boolean
  onChange: (checked: boolean) => void
  /** Its name, beside it. */
  children: ReactNode
}

export function CheckBox({ checked, onChange, children }: Props) {
  return (
    <label className="flex min-w-0 items-center gap-2 text-sm">
      <Checkbox.Root
        checked={checked}
        onCheckedChange={onChange}
        className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-surface data-checked:border-accent data-checked:bg-accent"
      >
        <Checkbox.Indicator className="text-on-accent">
          <Check size={12} strokeWidth={3} aria-hidden />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <span className="min-w-0">{children}</span>
    </label>
  )
}
