import { parentPort, workerData } from 'node:worker_threads'
import { errorMessage } from '../event/error-message.ts'
import { Store } from '../store/store.ts'
import { translateError } from '../store/workspace-error.ts'
import { openShelf } from './choose-generation.ts'
import type { TrainedGeneration } from './train-generation.ts'
import { trainOnHistory } from './train-on-history.ts'
import type { FromTrainingWorker, TrainingStartup } from './training-runner.ts'
import type { ToWorker, WorkerBeginning } from './worker-run.ts'

/** Same history, same generation. */
const seed = 1

const port = parentPort
if (!port) throw new Error('training-worker runs on a worker thread only')

// Written by the runner, which the compiler holds to this shape.
const { workspace, dataDir, modelsDir, created, begun } = workerData as TrainingStartup & WorkerBeginning
const cancel = new AbortController()
const send = (message: FromTrainingWorker): void => port.postMessage(message)
port.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') cancel.abort()
})

Atomics.store(begun, 0, 1)
try {
  const { generation, counts, unread } = await train(new Store(workspace))
  const name = await openShelf(dataDir, modelsDir).add(generation)
  send({ type: 'done', result: { generation: name, counts, unread } })
} catch (error) {
  send(cancel.signal.aborted ? { type: 'cancelled' } : { type: 'failed', error: errorMessage(error) })
} finally {
  port.close()
}

/** Closes the store. */
async function train(store: Store): Promise<TrainedGeneration> {
  try {
    return await trainOnHistory(store, {
      seed,
      created,
      signal: cancel.signal,
      onStep: ({ step, share }) => send({ type: 'step', step, share }),
    })
  } catch (error) {
    throw translateError(error, workspace)
  } finally {
    store.close()
  }
}
