import { parentPort, workerData } from 'node:worker_threads'
import type { CallName, Calls, Request, Response } from './messages.ts'
import { toPlainError } from './messages.ts'
import { openScorer } from './open-scorer.ts'
import { testAllProviders } from './provider-test.ts'
import type { Scorer } from './scorer.ts'
import { emptyColumns } from './sequence-columns.ts'
import { trainEnsemble } from './train.ts'

/** Entry of the worker thread: answers `Request`s with `Response`s, strictly in order. */
const port = parentPort
if (!port) throw new Error('scoring-worker must be started as a worker thread')

/** Made by the channel, which the compiler holds to this shape. */
const abandoned = workerData as Int32Array

let scorer: Scorer | undefined
/** Opened already, in use from `adopt` on. */
let prepared: Scorer | undefined
let queue = Promise.resolve()

port.on('message', (request: Request) => {
  queue = queue.then(() => answer(request))
})

async function answer(request: Request): Promise<void> {
  let response: Response
  try {
    if (request.name !== 'close' && Atomics.load(abandoned, 0) !== 0)
      throw new Error('nobody waits for the scores any more')
    response = { id: request.id, ok: true, value: await perform(request) }
  } catch (error) {
    response = { id: request.id, ok: false, error: toPlainError(error) }
  }
  port?.postMessage(response, response.ok ? buffersOf(response.value) : [])
  /** Ending while ONNX Runtime runs would abort the whole process; here nothing runs any more. */
  if (request.name === 'close') port?.close()
}

async function perform(request: Request): Promise<ReturnType<Calls[CallName]>> {
  switch (request.name) {
    case 'prepare': {
      const { generation, provider } = request.argument
      const next = await openScorer(generation, provider)
      await prepared?.close()
      prepared = next.scorer
      return next.opened
    }
    case 'adopt':
      if (!prepared) throw new Error('no model generation is prepared: prepare one before adopting it')
      // States of another generation mean nothing to this one.
      prepared.states.restore(emptyColumns(scorer?.states.kept))
      await scorer?.close()
      scorer = prepared
      prepared = undefined
      return
    case 'score':
      return loaded().scoreColumns(request.argument)
    case 'takeStates':
      return loaded().states.take()
    case 'restoreStates':
      return loaded().states.restore(request.argument)
    case 'explain':
      return loaded().explainAll(request.argument)
    case 'testProviders':
      return testAllProviders(request.argument)
    case 'train':
      return trainEnsemble(request.argument.data, request.argument.options)
    case 'close':
      await scorer?.close()
      await prepared?.close()
      scorer = prepared = undefined
      return
  }
}

function loaded(): Scorer {
  if (!scorer) throw new Error('no model generation is loaded: load one before scoring')
  return scorer
}

/** Typed arrays of the answer, whose memory moves to the main thread. */
function buffersOf(value: ReturnType<Calls[CallName]>): ArrayBuffer[] {
  if (value === undefined || Array.isArray(value) || 'provider' in value) return []
  const arrays = 'files' in value ? Object.values(value.files) : Object.values(value)
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
}
