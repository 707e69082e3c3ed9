import { parentPort, workerData } from 'node:worker_threads'
import { errorMessage } from '../event/error-message.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { retentionOf } from '../store/retention.ts'
import { Store } from '../store/store.ts'
import { readConditions } from './choose-generation.ts'
import { runImport } from './import.ts'
import { failedReport } from './progress.ts'
import type { FromImportWorker, ImportStartup } from './messages.ts'
import type { ToWorker, WorkerBeginning } from './worker-run.ts'

/** A screen that refetched for every commit would do nothing else. */
const dataEveryMs = 1000

const port = parentPort
if (!port) throw new Error('import-worker runs on a worker thread only')

const { job, workspace, modelsDir, dataDir, begun } = workerData as ImportStartup & WorkerBeginning
const cancel = new AbortController()
const send = (message: FromImportWorker): void => port.postMessage(message)
port.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') cancel.abort()
})

Atomics.store(begun, 0, 1)
let report: ImportReport
try {
  report = await importInto(new Store(workspace))
} catch (error) {
  report = failedReport(job, errorMessage(error))
}
send({ type: 'finished', report })
port.close()

/** Closes the store. */
async function importInto(store: Store): Promise<ImportReport> {
  try {
    const hold = store.hold('the workstation', job.id)
    try {
      return await run(store)
    } finally {
      hold.release()
    }
  } finally {
    store.close()
  }
}

async function run(store: Store): Promise<ImportReport> {
  let lastData = 0
  const conditions = await readConditions(dataDir, modelsDir)
  await store.keepEvents(retentionOf(conditions.settings))
  const report = await runImport(job, {
    ...conditions,
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
  // One that took the place of others came with all of its events at once.
  await store.keepEvents(retentionOf(conditions.settings))
  return report
}
