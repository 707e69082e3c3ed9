import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WorkerRun } from './worker-run.ts'
import { workerUrl } from './worker-url.ts'

/** Handed to the thread when it starts. */
export interface LookBackStartup {
  workspace: string
  /** File that is made. */
  into: string
  modelsDir: string
  dataDir: string
  /** Epoch ms. */
  asOf: number
}

/** How it ended. */
export type LookBackEnd = { state: 'done' } | { state: 'cancelled' } | { state: 'failed'; error: string }

export type FromLookBackWorker = { state: 'running'; share: number } | LookBackEnd

type Places = Pick<LookBackStartup, 'workspace' | 'modelsDir' | 'dataDir'>

interface LookBackOptions extends Places {
  asOf: number
  onProgress: (share: number) => void
  /** Comes last, and once: then its workspace can be opened, or why it cannot. */
  onEnd: (end: LookBackEnd) => void
}

/** Finds out, on a thread of its own and beside the workspace, what was known at a moment. */
export class LookBack {
  /** Of the workspace that holds what was known; in a folder of its own among the temporary ones. */
  readonly path: string
  readonly #folder: string
  readonly #run: WorkerRun<FromLookBackWorker>

  constructor({ asOf, onProgress, onEnd, ...places }: LookBackOptions) {
    this.#folder = mkdtempSync(join(tmpdir(), 'sonic-as-of-'))
    this.path = join(this.#folder, 'workspace.sqlite')
    let end: LookBackEnd | undefined
    this.#run = new WorkerRun<FromLookBackWorker>({
      entry: workerUrl('look-back-worker', import.meta.url),
      workerData: { ...places, asOf, into: this.path } satisfies LookBackStartup,
      onMessage: (message) => {
        if (message.state === 'running') onProgress(message.share)
        else end = message
      },
      onExit: (failure = '') =>
        onEnd(end ?? { state: 'failed', error: `The analysis stopped unexpectedly. ${failure}`.trim() }),
    })
  }

  cancel(): void {
    this.#run.cancel()
  }

  /** Ends it and forgets what it found. */
  async drop(): Promise<void> {
    await this.#run.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
