import { CircleCheck, CircleDashed, CircleSlash } from 'lucide-react'
import type { ScenarioCoverage } from '../../core/contract/index.ts'

const states = {
  seen: { label: 'Can be seen', Icon: CircleCheck, colour: 'text-good' },
  partly: { label: 'In part', Icon: CircleDashed, colour: 'text-text' },
  blind: { label: 'Cannot be seen', Icon: CircleSlash, colour: 'text-bad' },
} as const satisfies Record<ScenarioCoverage['state'], unknown>

const order = { blind: 0, partly: 1, seen: 2 } as const satisfies Record<ScenarioCoverage['state'], number>

/** What cannot be seen comes first: it is what there is to do. */
export function CoverageTable({ scenarios }: { scenarios: ScenarioCoverage[] }) {
  return (
    <table className="w-full table-fixed text-sm">
      <thead className="text-left text-xs text-muted">
        <tr className="border-b border-line">
          <th className="w-38 px-3 py-1.5 font-medium">State</th>
          <th className="w-1/3 px-3 py-1.5 font-medium">Scenario</th>
          <th className="px-3 py-1.5 font-medium">Why not, or not wholly</th>
          <th className="px-3 py-1.5 font-medium">What to add</th>
        </tr>
      </thead>
      <tbody>
        {[...scenarios]
          .sort((a, b) => order[a.state] - order[b.state])
          .map((scenario) => (
            <Row key={scenario.number} scenario={scenario} />
          ))}
      </tbody>
    </table>
  )
}

function Row({ scenario: { name, signals, state, reasons, advice } }: { scenario: ScenarioCoverage }) {
  const { label, Icon, colour } = states[state]
  return (
    <tr className="border-b border-line align-top last:border-0">
      <td className="px-3 py-2">
        <span className={`inline-flex items-center gap-1.5 ${colour}`}>
          <Icon size={14} aria-hidden />
          {label}
        </span>
      </td>
      <td className="px-3 py-2">
        {name}
        <span className="block truncate font-mono text-xs text-muted" title={signals.join(', ')}>
          {signals.join(', ')}
        </span>
      </td>
      <td className="px-3 py-2">
        <Sentences texts={reasons} />
      </td>
      <td className="px-3 py-2 text-muted">
        <Sentences texts={advice} />
      </td>
    </tr>
  )
}

function Sentences({ texts }: { texts: string[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}
