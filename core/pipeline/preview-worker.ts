import { parentPort, workerData } from 'node:worker_threads'
import { errorMessage } from '../event/error-message.ts'
import { previewRule } from '../store/preview-rule.ts'
import { Store } from '../store/store.ts'
import { translateError } from '../store/workspace-error.ts'
import type { FromPreviewWorker, PreviewStartup } from './preview-runner.ts'

const port = parentPort
if (!port) throw new Error('preview-worker runs on a worker thread only')

// Written by the runner, which the compiler holds to this shape.
const { workspace, draft, now } = workerData as PreviewStartup
port.postMessage(preview())
port.close()

function preview(): FromPreviewWorker {
  try {
    const store = new Store(workspace, { isReadOnly: true })
    try {
      return { seen: previewRule(store, draft, now) }
    } finally {
      store.close()
    }
  } catch (error) {
    return { problem: errorMessage(translateError(error, workspace)) }
  }
}
