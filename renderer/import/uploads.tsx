import { formatBytes } from '../format/number.ts'
import { useStore } from '../store/use-store.ts'
import { Panel } from '../ui/panel.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'

export function Uploads() {
  const uploads = useStore((state) => state.uploads)
  return (
    <Panel title="Taking files over">
      <ul className="flex flex-col gap-2">
        {uploads.map(({ name, sent, total }, index) => (
          <li key={index} className="grid grid-cols-[1fr_2fr_auto] items-center gap-3">
            <span className="truncate">{name}</span>
            <ProgressBar label={name} share={total === 0 ? 1 : sent / total} />
            <span className="text-sm text-muted">
              {formatBytes(sent)} of {formatBytes(total)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
