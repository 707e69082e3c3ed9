import type { ScenarioCoverage } from '../ingest/import-report.ts'

/** One line: how many scenarios can be seen, and what would let more be. */
export function describeCoverage(coverage: readonly ScenarioCoverage[]): string {
  const count = (state: ScenarioCoverage['state']) => coverage.filter((one) => one.state === state).length
  const wanted = Map.groupBy(
    coverage.flatMap(({ add }) => (add === '' ? [] : add.split(', '))),
    (item) => item,
  )
  const [most] = [...wanted].sort(([, a], [, b]) => b.length - a.length)
  const advice = most ? ` What would help most: ${most[0]} (${most[1].length} scenarios).` : ''
  return (
    `Of ${coverage.length} attack scenarios these records show ${count('seen')} fully and ${count('partly')} in part; ` +
    `${count('blind')} cannot be seen.${advice}\n`
  )
}
