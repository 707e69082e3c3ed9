import { Unplug } from 'lucide-react'
import { useStore } from '../store/use-store.ts'

export function ConnectionBanner() {
  const connection = useStore((state) => state.connection)
  return (
    <div role="status" aria-live="polite">
      {connection === 'lost' && (
        <p className="flex items-center gap-2 border-b border-line bg-raised px-4 py-1.5 text-sm">
          <Unplug size={14} className="text-bad" aria-hidden />
          <span>
            <strong className="font-semibold">Connection lost.</strong> Trying to connect again. If Sonic was
            started anew, open the address that it shows.
          </span>
        </p>
      )}
    </div>
  )
}
