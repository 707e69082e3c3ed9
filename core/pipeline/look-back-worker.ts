import { parentPort, workerData } from 'node:worker_threads'
import { errorMessage } from '../event/error-message.ts'
import { copyJudgements } from '../store/copy-judgements.ts'
import { Store } from '../store/store.ts'
import { translateError } from '../store/workspace-error.ts'
import { readConditions } from './choose-generation.ts'
import type { FromLookBackWorker, LookBackStartup } from './look-back.ts'
import { replayAll } from './replay-all.ts'
import type { ToWorker, WorkerBeginning } from './worker-run.ts'

/** A share is told so often, ms. */
const tellEveryMs = 250

const port = parentPort
if (!port) throw new Error('look-back-worker runs on a worker thread only')

// Written by the runner, which the compiler holds to this shape.
const startup = workerData as LookBackStartup & WorkerBeginning
const cancel = new AbortController()
const send = (message: FromLookBackWorker): void => port.postMessage(message)
port.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') cancel.abort()
})

Atomics.store(startup.begun, 0, 1)
try {
  await lookBack(startup)
  send({ state: 'done' })
} catch (error) {
  if (cancel.signal.aborted) send({ state: 'cancelled' })
  else send({ state: 'failed', error: errorMessage(translateError(error, startup.workspace)) })
} finally {
  port.close()
}

async function lookBack({ workspace, into: path, modelsDir, dataDir, asOf }: LookBackStartup): Promise<void> {
  const from = new Store(workspace, { isReadOnly: true })
  const into = new Store(path)
  let told = 0
  try {
    await replayAll({
      ...(await readConditions(dataDir, modelsDir)),
      from,
      into,
      modelsDir,
      asOf,
      keepsEvents: false,
      signal: cancel.signal,
      onProgress: (done, of) => {
        if (Date.now() - told < tellEveryMs) return
        told = Date.now()
        send({ state: 'running', share: of > 0 ? done / of : 1 })
      },
    })
    copyJudgements(from, into, Date.now())
  } finally {
    into.close()
    from.close()
  }
}
