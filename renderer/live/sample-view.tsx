import type { TopicSample } from '../../core/contract/index.ts'
import { Loading } from '../ui/states.tsx'

interface Props {
  topic: string
  /** undefined: it is on its way. */
  sample: TopicSample | undefined
}

/** The last records of a topic, as they would be read. */
export function SampleView({ topic, sample }: Props) {
  if (sample === undefined) return <Loading what={`the last records of ${topic}`} />
  const { format, records } = sample
  return (
    <section aria-label={`Records of ${topic}`} className="mt-3 border-t border-line pt-3">
      <p>
        <span className="font-mono font-medium">{topic}</span>:{' '}
        {records.length === 0 ? 'there is nothing in it yet.' : (format ?? 'the format was not recognised.')}
      </p>
      {records.map(({ document, problem, original }, index) => (
        // Records have no name, and the list never changes.
        <div key={index} className="mt-2 rounded-md border border-line">
          <pre className="overflow-x-auto px-2 py-1 font-mono text-xs">{original}</pre>
          {problem === undefined ? (
            <details className="border-t border-line px-2 py-1 text-xs text-muted">
              <summary className="cursor-pointer">As Sonic reads it</summary>
              <pre className="max-h-48 overflow-auto font-mono">{JSON.stringify(document, undefined, 2)}</pre>
            </details>
          ) : (
            <p className="border-t border-line px-2 py-1 text-bad">{problem}</p>
          )}
        </div>
      ))}
    </section>
  )
}
