import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import { classNames } from './class-names.ts'

interface Props<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
  className?: string
}

export function Select<T extends string>({ label, value, options, onChange, className }: Props<T>) {
  return (
    <Base.Root
      items={options}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next)
      }}
    >
      <Base.Trigger
        aria-label={label}
        className={classNames(
          'inline-flex h-7 items-center justify-between gap-2 rounded-md border border-line bg-surface px-2 text-sm',
          'hover:border-line-strong hover:bg-hover',
          className,
        )}
      >
        <span className="truncate">
          <Base.Value />
        </span>
        <Base.Icon>
          <ChevronDown size={14} className="text-muted" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup
            data-own-keys
            className="max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-md border border-line bg-surface py-1 shadow-lg"
          >
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                className="grid h-7 grid-cols-[16px_1fr] items-center gap-1.5 px-2 pr-4 text-sm outline-none data-highlighted:bg-selected"
              >
                <Base.ItemIndicator className="col-start-1">
                  <Check size={14} aria-hidden />
                </Base.ItemIndicator>
                <Base.ItemText className="col-start-2">{option.label}</Base.ItemText>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
