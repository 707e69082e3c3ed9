import { useId, type Ref } from 'react'

interface Props {
  label: string
  value: string
  placeholder?: string
  onChange: (value: string) => void
  /** Not shown while it is typed. */
  isSecret?: boolean
  ref?: Ref<HTMLInputElement>
  className?: string
}

export function TextField({ label, value, placeholder, onChange, isSecret = false, ref, className }: Props) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm text-muted">
        {label}
      </label>
      <input
        id={id}
        ref={ref}
        type={isSecret ? 'password' : 'text'}
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
