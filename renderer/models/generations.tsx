import { Undo2 } from 'lucide-react'
import type { ModelShelf } from '../../core/contract/index.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { attempt } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { GenerationRow } from './generation-row.tsx'

export function Generations({ shelf: { generations, previous, dir } }: { shelf: ModelShelf }) {
  const rollBack = useStore((state) => state.rollBackModel)
  return (
    <Panel
      title="Generations"
      padded={false}
      aside={
        <Button
          look="ghost"
          className="h-6"
          disabled={previous === undefined}
          title={previous === undefined ? 'No other generation was active before' : `Back to ${previous}`}
          onClick={() => attempt('The generation before was not activated', rollBack)}
        >
          <Undo2 size={14} aria-hidden />
          Roll back
        </Button>
      }
    >
      <ul aria-label="Generations" className="divide-y divide-line">
        {generations.map((generation) => (
          <GenerationRow key={generation.name} generation={generation} />
        ))}
      </ul>
      <p className="border-t border-line px-3 py-2 text-sm text-muted">
        Imports use the active generation. With the shipped one, a log that has enough history teaches an
        ensemble of its own. Yours are kept in <span className="font-mono break-all">{dir}</span>.
      </p>
    </Panel>
  )
}
