import { useId, type Ref } from 'react'

interface Props {
  label: string
  value: string
  placeholder?: string
  onChange: (value: string) => void
  ref?: Ref<HTMLInputElement>
  className?: string
}

export function TextField({ label, value, placeholder, onChange, ref, className }: Props) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm text-muted">
        {label}
      </label>
      <input
        id={id}
        ref={ref}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        className="h-7 w-full rounded-md border border-line bg-surface px-2 font-mono text-sm placeholder:text-muted"
      />
    </div>
  )
}
