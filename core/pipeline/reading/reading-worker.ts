import { parentPort, workerData } from 'node:worker_threads'
import { toPlainError, type PlainError } from '../../models/messages.ts'
import { KnownRecords } from '../../store/known-records.ts'
import { openReading } from './open-reading.ts'
import { buffersOf } from './packed.ts'
import { Packer } from './packer.ts'
import {
  mostUnderWay,
  type FromReadingWorker,
  type ReadingStartup,
  type ToReadingWorker,
} from './reading-messages.ts'

/** Entry of the thread that reads and takes in. */
const port = parentPort
if (!port) throw new Error('reading-worker runs on a worker thread only')

const { plan, workspace } = workerData as ReadingStartup
const cancel = new AbortController()
const send = (message: FromReadingWorker, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer)

/** Batches that nobody has taken yet. */
let underWay = 0
let onTaken = (): void => {}
const known = KnownRecords.open(workspace, plan.importId)
const reading = openReading(plan, { known, signal: cancel.signal })
let error: { error: PlainError } | undefined
try {
  port.on('message', (message: ToReadingWorker) => {
    if (message === 'cancel') cancel.abort()
    else if (message === 'mark') reading.mark()
    else {
      underWay -= 1
      onTaken()
    }
  })
  const packer = new Packer()
  for await (const taken of reading.batches()) {
    const packed = packer.pack(taken)
    send({ type: 'taken', taken: packed }, buffersOf(packed))
    underWay += 1
    while (underWay >= mostUnderWay) await new Promise<void>((resolve) => (onTaken = resolve))
  }
} catch (cause) {
  error = { error: toPlainError(cause) }
}
send({ type: 'ended', report: await reading.report(), ...error })
known.close()
port.close()
