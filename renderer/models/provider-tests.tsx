import type { ProviderTest } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { providerName } from './provider-names.ts'

/** What this machine can compute the models on: tried, not assumed. */
export function ProviderTests() {
  const { value, loading, error } = useStore((state) => state.providerTests)
  const chosen = useStore((state) => state.settings.value?.settings.executionProvider)
  const test = useStore((state) => state.testProviders)
  const fallsBack = value?.some(({ provider, works }) => provider === chosen && !works) ?? false
  return (
    <Panel title="Execution providers">
      <div className="flex items-start justify-between gap-4">
        <p className="max-w-180">
          Runs the active generation on everything ONNX Runtime may have here, compares the scores with those of the
          CPU, and takes the time. One that fails is not used: the CPU takes its place.
        </p>
        <Button disabled={loading} onClick={() => void test()}>
          {loading ? 'Testing…' : 'Test'}
        </Button>
      </div>
      {error !== undefined && (
        <p role="alert" className="mt-3 text-bad">
          {error}
        </p>
      )}
      {value !== undefined && <Results tests={value} />}
      {fallsBack && chosen !== undefined && (
        <p role="alert" className="mt-3 text-bad">
          {providerName(chosen)} is chosen but does not work here: imports use the CPU.
        </p>
      )}
    </Panel>
  )
}

function Results({ tests }: { tests: ProviderTest[] }) {
  return (
    <table className="mt-3 w-full text-sm">
      <caption className="sr-only">Result of each provider</caption>
      <thead className="text-left text-muted">
        <tr className="border-b border-line [&_th]:py-1 [&_th]:pr-4 [&_th]:font-normal">
          <th scope="col">Provider</th>
          <th scope="col">Result</th>
          <th scope="col" className="text-right">
            Rows per second
          </th>
          <th scope="col" className="text-right">
            Off by (std. dev.)
          </th>
        </tr>
      </thead>
      <tbody>
        {tests.map(({ provider, works, rowsPerSecond, worstDifference, problem }) => (
          <tr key={provider} className="border-b border-line last:border-0 [&>*]:py-1.5 [&>*]:pr-4 [&>*]:align-top">
            <th scope="row" className="w-48 text-left font-medium">
              {providerName(provider)}
            </th>
            <td className={works ? 'text-good' : 'text-muted'}>{works ? 'Works' : (problem ?? 'Not here')}</td>
            <td className="w-36 text-right">{rowsPerSecond === null ? '–' : formatCount(rowsPerSecond)}</td>
            <td className="w-36 text-right">
              {worstDifference === null ? '–' : worstDifference.toPrecision(2)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
