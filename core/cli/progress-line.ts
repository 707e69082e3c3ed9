import type { ImportProgress } from '../ingest/import-report.ts'
import { writeLines } from './print.ts'

const lineEveryMs = 5000
const barWidth = 24

/** Progress on standard error: a bar that is redrawn on a terminal, a line now and then elsewhere. */
export class ProgressLine {
  readonly #out: NodeJS.WriteStream
  #last = 0

  constructor(out: NodeJS.WriteStream) {
    this.#out = out
  }

  show(progress: ImportProgress): void {
    if (this.#out.isTTY) {
      this.#out.write(`\r\u001b[K${bar(progress)} ${describe(progress)}`)
      return
    }
    const now = Date.now()
    if (now - this.#last < lineEveryMs) return
    this.#last = now
    writeLines(this.#out, describe(progress))
  }

  end(): void {
    if (this.#out.isTTY) this.#out.write('\r\u001b[K')
  }
}

function bar({ bytesRead, bytesTotal }: ImportProgress): string {
  const filled = bytesTotal > 0 ? Math.round((Math.min(bytesRead, bytesTotal) / bytesTotal) * barWidth) : 0
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}]`
}

function describe(progress: ImportProgress): string {
  const { step, lines, linesPerSecond, alerts, secondsLeft } = progress
  const left = secondsLeft === undefined ? '' : `, about ${Math.ceil(secondsLeft)} s left`
  return `${step}: ${lines.toLocaleString('en-US')} lines, ${Math.round(linesPerSecond).toLocaleString('en-US')}/s, ${alerts} alerts${left}`
}
