import type { ImportReport } from '../../core/contract/index.ts'
import { fileName, formatList } from '../format/text.ts'
import { formatTime } from '../format/time.ts'
import { useStore } from '../store/use-store.ts'
import { Select } from '../ui/select.tsx'

interface Props {
  reports: ImportReport[]
  shown: string
  onShow: (id: string) => void
}

export function ImportHistory({ reports, shown, onShow }: Props) {
  const zone = useStore((state) => state.zone)
  const options = reports.map(({ id, started, sources }) => ({
    value: id,
    label: `${formatTime(started, zone)} · ${formatList(sources.map(({ path }) => fileName(path)))}`,
  }))
  return (
    <div className="flex items-center gap-2 text-sm text-muted">
      Report of
      <Select label="Import report" value={shown} options={options} onChange={onShow} className="max-w-120" />
    </div>
  )
}
