import { reasonOf } from '../settings/replace-file.ts'
import { tell } from './print.ts'

/**
 * A terminal that closes, or the reader of a pipe that ends (`| head`), ends nothing: what is under way is completed and
 * kept. Whatever else standard output fails with (a full disk) is told once, and makes the exit status 1.
 */
export function surviveLostOutput(): void {
  process.stderr.on('error', () => {})
  let isTold = false
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (isTold || isReaderGone(error)) return
    isTold = true
    tell(`sonic: Standard output could not be written (${reasonOf(error)}).`)
    process.on('exit', () => {
      process.exitCode ||= 1
    })
  })
}

function isReaderGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || (code === 'EIO' && process.stdout.isTTY)
}
