import type { ImportReport } from '../../core/contract/index.ts'
import { fileName, formatList } from '../format/text.ts'
import { formatTime } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'

interface Props {
  /** Newest first. */
  reports: ImportReport[]
  /** Whether there are earlier ones. */
  isMore: boolean
  shown: string
  onShow: (id: string) => void
}

export function ImportHistory({ reports, isMore, shown, onShow }: Props) {
  const more = useStore((state) => state.loadMoreImports)
  const zone = useStore((state) => state.zone)
  const options = reports.map(({ id, started, sources }) => ({
    value: id,
    label: `${formatTime(started, zone)} · ${formatList(sources.map(({ path }) => fileName(path)))}`,
  }))
  return (
    <div className="flex items-center gap-2 text-sm text-muted">
      Report of
      <Select label="Import report" value={shown} options={options} onChange={onShow} className="max-w-120" />
      {isMore && (
        <Button look="ghost" onClick={() => void more()}>
          Earlier ones
        </Button>
      )}
    </div>
  )
}
