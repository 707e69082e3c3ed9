import { spawn } from 'node:child_process'
import { join } from 'node:path'

const program = join(import.meta.dirname, 'import-once.ts')

interface Ended {
  /** Whether it came to its end before it was to be killed. */
  isDone: boolean
  commits: number
  /** Ms between its last commit, or its beginning, and its end. */
  sinceCommit: number
}

/** Runs an import as a process of its own, and kills it (SIGKILL) after `killAfterMs`. @throws Error where it fails by itself */
export function importOnce(
  log: string,
  workspace: string,
  { killAfterMs, readsOnThread = false }: { killAfterMs?: number; readsOnThread?: boolean } = {},
): Promise<Ended> {
  const args = [program, log, workspace, ...(readsOnThread ? ['thread'] : [])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let last = performance.now()
  let commits = 0
  child.stdout.on('data', (text: Buffer) => {
    commits += text.toString().split('\n').length - 1
    last = performance.now()
  })
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      const ended = { commits, sinceCommit: performance.now() - last }
      if (signal === 'SIGKILL') resolve({ isDone: false, ...ended })
      else if (code === 0) resolve({ isDone: true, ...ended })
      else reject(new Error(`the import ended with ${code ?? signal}`))
    })
  })
}
