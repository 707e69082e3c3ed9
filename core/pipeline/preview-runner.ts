import { Worker } from 'node:worker_threads'
import type { RuleDraft } from '../detect/suppression.ts'
import type { RulePreview } from '../store/preview-rule.ts'
import { workerUrl } from './worker-url.ts'

/** Handed to the thread when it starts. */
export interface PreviewStartup {
  workspace: string
  draft: Pick<RuleDraft, 'kind' | 'conditions'>
  /** Epoch ms. */
  now: number
}

export type FromPreviewWorker = { seen: RulePreview } | { problem: string }

/** Previews rules on a thread that only reads, one at a time; the newest that a screen asks for ends its earlier one. */
export class PreviewRunner {
  readonly #workspace: string
  readonly #closing = new AbortController()
  readonly #newest = new WeakMap<AbortSignal, AbortController>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(workspace: string) {
    this.#workspace = workspace
  }

  /** @param screen aborted when the screen that asks has gone, and one for each */
  async preview(draft: PreviewStartup['draft'], screen: AbortSignal): Promise<RulePreview> {
    this.#newest.get(screen)?.abort(new Error('A newer preview took its place.'))
    const own = new AbortController()
    this.#newest.set(screen, own)
    const signal = AbortSignal.any([screen, own.signal, this.#closing.signal])
    const startup = { workspace: this.#workspace, draft, now: Date.now() }
    const turn = this.#last.then(() => previewOnThread(startup, signal))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('The workspace is being closed.'))
    await this.#last
  }
}

async function previewOnThread(startup: PreviewStartup, signal: AbortSignal): Promise<RulePreview> {
  signal.throwIfAborted()
  // A thread that only reads SQLite can be stopped anywhere.
  const worker = new Worker(workerUrl('preview-worker', import.meta.url), { workerData: startup })
  const stop = (): void => void worker.terminate()
  signal.addEventListener('abort', stop)
  try {
    const message = await new Promise<FromPreviewWorker | undefined>((resolve, reject) => {
      let sent: FromPreviewWorker | undefined
      worker.once('message', (message: FromPreviewWorker) => {
        sent = message
      })
      worker.once('error', reject)
      worker.once('exit', () => resolve(sent))
    })
    signal.throwIfAborted()
    if (message === undefined) throw new Error('The preview stopped unexpectedly.')
    if ('problem' in message) throw new Error(message.problem)
    return message.seen
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
