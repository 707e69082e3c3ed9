import type { LiveProgress } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { sentenceCase } from '../format/text.ts'
import { Panel } from '../ui/panel.tsx'

/** Where the partitions stand, and what was noticed on the way. */
export function KafkaView({ state }: { state: NonNullable<LiveProgress['kafka']> }) {
  const { phase, notes, partitions } = state
  return (
    <Panel title="Kafka" aside={sentenceCase(phase)} padded={false}>
      <table className="w-full text-sm">
        <thead>
          <tr className="text-xs text-muted [&>th]:h-7 [&>th]:px-3 [&>th]:font-normal">
            <th scope="col" className="text-left">
              Partition
            </th>
            <th scope="col" className="text-right">
              Next offset
            </th>
            <th scope="col" className="text-right">
              Behind
            </th>
          </tr>
        </thead>
        <tbody>
          {partitions.map(({ topic, partition, position, lag }) => (
            <tr key={`${topic}/${partition}`} className="[&>td]:h-7 [&>td]:px-3">
              <td className="font-mono">
                {topic}/{partition}
              </td>
              <td className="text-right tabular-nums">{formatCount(position)}</td>
              <td className="text-right tabular-nums">{formatCount(lag)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {notes.length > 0 && (
        <ul aria-label="What was noticed" className="border-t border-line px-3 py-2 text-sm text-muted">
          {notes.slice(-5).map((note, index) => (
            // The same may be noticed twice.
            <li key={index} className="break-words">
              {note}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
