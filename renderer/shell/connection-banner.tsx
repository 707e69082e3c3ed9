import { Unplug } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useStore } from '../store/use-store.ts'
import { bridge } from '../transport/bridge.ts'
import { notify } from '../ui/notices.tsx'

export function ConnectionBanner() {
  const connection = useStore((state) => state.connection)
  const before = useRef(connection)
  useEffect(() => {
    if (bridge !== undefined && before.current === 'lost' && connection === 'open')
      notify('The analysis was started again', 'It had stopped unexpectedly. What was committed is kept.')
    before.current = connection
  }, [connection])
  return (
    <div role="status" aria-live="polite">
      {connection === 'lost' && (
        <p className="flex items-center gap-2 border-b border-line bg-raised px-4 py-1.5 text-sm">
          <Unplug size={14} className="text-bad" aria-hidden />
          <span>
            {bridge === undefined ? (
              <>
                <strong className="font-semibold">Connection lost.</strong> Trying to connect again. If Sonic
                was started anew, open the address that it shows.
              </>
            ) : (
              <>
                <strong className="font-semibold">The analysis stopped unexpectedly</strong> and is being
                started again. What was committed is kept.
              </>
            )}
          </span>
        </p>
      )}
    </div>
  )
}
