import type { Writable } from 'node:stream'
import { ZodError } from 'zod'
import { errorMessage } from '../event/error-message.ts'
import { simulate as run } from '../simulate/simulate.ts'
import { onInterruption } from './interruption.ts'
import type { SimulationInput } from '../simulate/options.ts'
import { writeLines } from './print.ts'

/**
 * The command `sonic simulate`. Progress and result go to `err`.
 *
 * @returns the exit status: 0 done, 1 failed, 2 wrong usage.
 */
export async function simulate(options: SimulationInput, err: Writable): Promise<number> {
  const begun = performance.now()
  let isStopped = false
  const ignore = onInterruption(() => {
    isStopped = true
  })
  try {
    const result = await run(options, (lines) => {
      if (isStopped) throw new Error('It was stopped: nothing was written.')
      progress(err, lines)
    })
    if ('isTTY' in err && err.isTTY === true) err.write('\r')
    const seconds = (performance.now() - begun) / 1000
    for (const { file, lines, bytes } of result.files)
      writeLines(err, `${file}: ${lines} lines, ${bytes} bytes`)
    writeLines(err, `${result.attacks} attacks labelled in ${result.labels}`)
    writeLines(
      err,
      `${result.lines} lines in ${seconds.toFixed(1)} s (${Math.round(result.lines / seconds)} lines/s)`,
    )
    return 0
  } catch (error) {
    if (error instanceof ZodError) {
      for (const { path, message } of error.issues)
        writeLines(err, `sonic simulate: --${path.join('.')}: ${message}`)
      return 2
    }
    writeLines(err, `sonic simulate: ${errorMessage(error)}`)
    return 1
  } finally {
    ignore()
  }
}

/** Only a terminal gets a running count; a log of it would be noise. */
function progress(err: Writable, lines: number): void {
  if ('isTTY' in err && err.isTTY === true) err.write(`\r${lines} lines`)
}
