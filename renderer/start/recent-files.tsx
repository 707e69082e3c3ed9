import { FileText } from 'lucide-react'
import { fileName } from '../format/text.ts'
import { Panel } from '../ui/panel.tsx'

export function RecentFiles({ paths, onOpen }: { paths: string[]; onOpen: (path: string) => void }) {
  if (paths.length === 0) return null
  return (
    <Panel title="Recent files" padded={false}>
      <ul className="py-1">
        {paths.map((path) => (
          <li key={path}>
            <button
              type="button"
              onClick={() => onOpen(path)}
              className="flex h-7 w-full items-center gap-2 px-3 text-left hover:bg-hover"
            >
              <FileText size={14} className="shrink-0 text-muted" aria-hidden />
              <span className="shrink-0">{fileName(path)}</span>
              <span className="truncate text-sm text-muted">{path}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
