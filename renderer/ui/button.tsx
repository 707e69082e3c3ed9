import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

const looks = {
  primary: 'border-accent bg-accent text-on-accent font-medium hover:brightness-110',
  plain: 'border-line bg-surface text-text hover:bg-hover hover:border-line-strong',
  ghost: 'border-transparent text-muted hover:bg-hover hover:text-text',
} as const

interface Props extends ComponentProps<'button'> {
  look?: keyof typeof looks
}

export function Button({ look = 'plain', className, ...props }: Props) {
  return (
    <button
      type="button"
      className={classNames(
        'inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-md border px-2.5 text-sm whitespace-nowrap',
        'disabled:opacity-50 disabled:hover:bg-transparent',
        looks[look],
        className,
      )}
      {...props}
    />
  )
}
