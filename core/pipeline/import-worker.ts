import { parentPort, workerData } from 'node:worker_threads'
import { errorMessage } from '../event/error-message.ts'
import { Store } from '../store/store.ts'
import { readConditions } from './choose-generation.ts'
import { runImport } from './run-import.ts'
import { failedReport } from './progress.ts'
import type { FromImportWorker, ImportStartup } from './messages.ts'
import type { ToWorker } from './worker-run.ts'

/** A screen that refetched for every commit would do nothing else. */
const dataEveryMs = 1000

const port = parentPort
if (!port) throw new Error('import-worker runs on a worker thread only')

const { job, workspace, modelsDir, dataDir } = workerData as ImportStartup
const cancel = new AbortController()
const send = (message: FromImportWorker): void => port.postMessage(message)
port.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') cancel.abort()
})

let lastData = 0
try {
  const store = new Store(workspace)
  const report = await runImport(job, {
    ...(await readConditions(dataDir, modelsDir)),
    store,
    modelsDir,
    signal: cancel.signal,
    onProgress: (progress) => send({ type: 'progress', progress }),
    onCommit: () => {
      const now = Date.now()
      if (now - lastData < dataEveryMs) return
      lastData = now
      send({ type: 'data' })
    },
  })
  store.close()
  send({ type: 'finished', report })
} catch (error) {
  send({
    type: 'finished',
    report: failedReport(job, errorMessage(error)),
  })
} finally {
  port.close()
}
