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
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-3.5 shrink-0 accent-accent"
      />
      <span className="min-w-0">{children}</span>
    </label>
  )
}
