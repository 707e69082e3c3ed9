import { CircleCheck, CircleX } from 'lucide-react'
import type { GenerationSummary } from '../../core/contract/index.ts'
import { formatBytes, formatCount } from '../format/number.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { attempt } from '../ui/notices.tsx'
import { Time } from '../ui/time.tsx'
import { RemoveGeneration } from './remove-generation.tsx'

export function GenerationRow({ generation }: { generation: GenerationSummary }) {
  const { name, isActive, problem, about } = generation
  const activate = useStore((state) => state.activateModel)
  const isShipped = name === 'shipped'
  return (
    <li aria-label={name} className="flex items-start gap-3 px-3 py-3">
      {problem === undefined ? (
        <CircleCheck size={18} className="mt-0.5 shrink-0 text-good" aria-label="Verified" />
      ) : (
        <CircleX size={18} className="mt-0.5 shrink-0 text-bad" aria-label="Cannot be used" />
      )}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-mono font-medium">{about?.generation ?? name}</span>
          {isShipped && <span className="text-sm text-muted">comes with Sonic</span>}
          {isActive && (
            <span className="rounded-sm bg-selected px-1.5 text-xs leading-5 font-medium">Active</span>
          )}
        </p>
        {about && <About about={about} />}
        {problem !== undefined && <p className="mt-1 break-words text-bad">{problem}</p>}
      </div>
      <div className="flex shrink-0 gap-2">
        {!isActive && !isShipped && <RemoveGeneration name={name} />}
        {!isActive && (
          <Button
            disabled={problem !== undefined}
            onClick={() => attempt('The generation was not activated', () => activate(name))}
          >
            Activate
          </Button>
        )}
      </div>
    </li>
  )
}

function About({ about }: { about: NonNullable<GenerationSummary['about']> }) {
  const sum = (rows: Record<string, number>) => Object.values(rows).reduce((total, count) => total + count, 0)
  return (
    <>
      <p className="break-words">{about.description}</p>
      <p className="text-sm text-muted">
        Made <Time at={about.created} /> with seed {about.seed} · {about.features} features · learned from{' '}
        {formatCount(sum(about.trainingRows))} acts, calibrated on {formatCount(sum(about.heldOutRows))} others · {(100 * about.falseAlarmsAt1Percent).toFixed(2)} % false alarms at p ≤ 1 %
      </p>
      <details className="mt-1 text-sm text-muted">
        <summary className="w-fit cursor-pointer hover:text-text">Files and hashes</summary>
        <dl className="mt-1 grid grid-cols-[auto_auto_minmax(0,1fr)] gap-x-4">
          {about.files.map(({ name, bytes, sha256 }) => (
            <div key={name} className="contents">
              <dt className="font-mono">{name}</dt>
              <dd className="text-right">{formatBytes(bytes)}</dd>
              <dd className="truncate font-mono" title={sha256}>
                {sha256}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}
