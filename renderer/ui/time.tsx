import { formatTime, zoneLabel } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'

/** A moment in the chosen zone. */
export function Time({ at }: { at: number | undefined }) {
  const zone = useStore((state) => state.zone)
  if (at === undefined || !Number.isFinite(at)) return <span>–</span>
  return (
    <time dateTime={new Date(at).toISOString()} title={zoneLabel(zone, at)} className="whitespace-nowrap">
      {formatTime(at, zone)}
    </time>
  )
}
