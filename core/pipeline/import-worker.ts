import { parentPort, workerData } from 'node:worker_threads'
import { errorMessage } from '../event/error-message.ts'
import { emptyReport } from '../ingest/empty-report.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { retentionOf } from '../store/retention.ts'
import { Store } from '../store/store.ts'
import { readConditions } from './choose-generation.ts'
import { runImport } from './import.ts'
import { failedReport } from './progress.ts'
import { ProgressMeter } from './progress-meter.ts'
import { rebuild } from './rebuild.ts'
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
  if (job.isRebuild) return runRebuild(store)
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

async function runRebuild(store: Store): Promise<ImportReport> {
  const started = Date.now()
  const meter = new ProgressMeter(job, (progress) => send({ type: 'progress', progress }))
  const counts = { bytesTotal: 0, rejected: 0, acts: 0, alerts: 0, incidents: 0 }
  try {
    const { imports } = await rebuild({
      ...(await readConditions(dataDir, modelsDir)),
      store,
      modelsDir,
      signal: cancel.signal,
      onProgress: (done, of) =>
        meter.show('analysing everything anew', { ...counts, lines: done, bytesRead: done, bytesTotal: of }),
    })
    const notice = `Everything was analysed anew, in order of time: ${imports === 1 ? 'one import' : `${imports} imports`}.`
    return { ...emptyReport(job.id, 'done', started), finished: Date.now(), notices: [notice] }
  } catch (error) {
    if (!cancel.signal.aborted) throw error
    return { ...emptyReport(job.id, 'cancelled', started), finished: Date.now() }
  }
}
