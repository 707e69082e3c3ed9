import type { SourceReport } from '../ingest/import-report.ts'

/** What became of one source, in a few lines for a person. */
export function describeSource(report: SourceReport): string {
  const rejected = report.rejected.reduce((sum, { count }) => sum + count, 0)
  const lines: string[] = []
  if (report.format !== '') {
    const sure =
      report.formatChosenBy === 'analyst'
        ? 'as chosen'
        : `${Math.round(report.formatConfidence * 100)} % of sampled lines`
    lines.push(`${report.path}: ${report.formatTitle} (${report.format}, ${sure})`)
    lines.push(`  ${count(report.records, 'record')}, ${rejected} rejected, ${report.ignored} ignored`)
  }
  for (const { reason, count: times, examples } of report.rejected)
    lines.push(
      `  rejected ${times}: ${reason} (line ${examples.map(({ line }) => line).join(', ')}${times > examples.length ? ', …' : ''})`,
    )
  for (const note of report.notes) lines.push(`  note: ${note}`)
  if (report.error !== undefined) lines.push(`  ${report.skipped ? 'left out' : 'error'}: ${report.error}`)
  return lines.map((line) => `${line}\n`).join('')
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
