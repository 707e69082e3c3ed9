import { formatPercent } from '../format/number.ts'
import { formatRoute } from '../store/route.ts'
import { selectImportRuns, selectImportShare } from '../store/selectors.ts'
import { useStore } from '../store/use-store.ts'
import { Bar } from '../ui/bar.tsx'

/** The running import, in sight from every screen. */
export function ImportPill() {
  const runs = useStore(selectImportRuns)
  const share = useStore(selectImportShare)
  const step = useStore((state) => state.progress?.step)
  if (!runs) return null
  return (
    <a
      href={formatRoute({ screen: 'import' })}
      className="flex h-7 min-w-0 items-center gap-2 rounded-md border border-line px-2 text-sm hover:bg-hover"
    >
      <span className="w-16">
        <Bar share={share ?? 0} colour="var(--accent)" />
      </span>
      <span className="truncate">
        Importing{share === undefined ? '' : ` ${formatPercent(share)}`}
        <span className="hidden text-muted xl:inline"> · {step}</span>
      </span>
    </a>
  )
}
