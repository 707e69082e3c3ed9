import type { SourceGroup, SourceReport } from '../ingest/import-report.ts'

/** What became of one source, in a few lines for a person. */
export function describeSource(report: SourceReport): string[] {
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
  const { formats, gaps, clock, duplicates } = report
  if (formats.length > 1) {
    const shares = formats.map(
      ({ title, records }) => `${title} ${((100 * records) / Math.max(1, report.records)).toFixed(1)} %`,
    )
    lines.push(`  mixed: ${shares.join(', ')}`)
  }
  if (gaps.count > 0)
    lines.push(`  ${count(gaps.count, 'gap')} in time, the longest ${spell(longestGap(report))}`)
  if (clock.steppedBack > 0)
    lines.push(
      `  ${count(clock.steppedBack, 'record')} stepping back in time, by ${spell(clock.furthestBackMs)} at most`,
    )
  if (clock.beyondWriting > 0)
    lines.push(
      `  ${count(clock.beyondWriting, 'record')} younger than the file, by ${spell(clock.furthestBeyondMs)} at most`,
    )
  if (duplicates.count > 0)
    lines.push(
      `  ${count(duplicates.count, 'line')} repeating one shortly before (line ${duplicates.lines.join(', ')})`,
    )
  for (const { reason, count: times, examples } of report.rejected)
    lines.push(
      `  rejected ${times}: ${reason} (line ${examples.map(({ line }) => line).join(', ')}${times > examples.length ? ', …' : ''})`,
    )
  for (const note of report.notes) lines.push(`  note: ${note}`)
  if (report.error !== undefined) lines.push(`  ${report.skipped ? 'left out' : 'error'}: ${report.error}`)
  return lines
}

/** What became of the files that are not told of one by one, in two lines for a person. */
export function describeGroup({
  state,
  formatTitle,
  files,
  records,
  rejected,
  ignored,
  examples,
}: SourceGroup): string[] {
  const rest = files > examples.length ? ', …' : ''
  const format = formatTitle === '' ? '' : `, ${formatTitle}`
  return [
    `${count(files, 'more file')} ${state}${format}: ${count(records, 'record')}, ${rejected} rejected, ${ignored} ignored`,
    `  ${examples.join(', ')}${rest}`,
  ]
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function longestGap({ gaps }: SourceReport): number {
  return Math.max(...gaps.longest.map(({ from, to }) => to - from))
}

function spell(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 72 ? `${hours} h` : `${Math.round(hours / 24)} days`
}
