import type { ImportReport } from '../../core/contract/index.ts'
import { formatBytes, formatCount } from '../format/number.ts'
import { Bar } from '../ui/bar.tsx'
import { Panel } from '../ui/panel.tsx'

export function ImportSpeed({ speed }: { speed: ImportReport['speed'] }) {
  const stages = Object.entries(speed.stages)
  const longest = Math.max(...stages.map(([, seconds]) => seconds), 0.001)
  return (
    <Panel title="Speed">
      <p className="mb-3">
        {formatCount(speed.linesPerSecond)} lines per second over {speed.seconds.toFixed(1)} s, at most{' '}
        {formatBytes(speed.peakMemoryBytes)} of memory.
      </p>
      <table className="w-full text-sm">
        <caption className="sr-only">Seconds by stage</caption>
        <tbody>
          {stages.map(([stage, seconds]) => (
            <tr key={stage}>
              <th scope="row" className="w-28 py-0.5 text-left font-normal text-muted">
                {stage}
              </th>
              <td>
                <Bar share={seconds / longest} />
              </td>
              <td className="w-20 text-right">{seconds.toFixed(2)} s</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
