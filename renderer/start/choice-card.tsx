import type { LucideIcon } from 'lucide-react'
import { useId, type ReactNode } from 'react'

interface Props {
  Icon: LucideIcon
  title: string
  text: string
  children: ReactNode
}

export function ChoiceCard({ Icon, title, text, children }: Props) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-2 rounded-md border border-line bg-surface p-4"
    >
      <Icon size={20} strokeWidth={1.5} className="text-accent" aria-hidden />
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      <p className="flex-1 text-muted">{text}</p>
      <div className="mt-2 flex flex-wrap gap-2">{children}</div>
    </section>
  )
}
