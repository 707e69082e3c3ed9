import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** Something that is not as it was set, and does not go away by itself. */
export function Warning({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="flex items-start gap-2 rounded-md border border-line bg-raised px-3 py-2">
      <TriangleAlert size={16} className="mt-0.5 shrink-0 text-bad" aria-hidden />
      <span className="min-w-0 break-words">{children}</span>
    </p>
  )
}
