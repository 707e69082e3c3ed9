import { join } from 'node:path'
import { errorMessage } from '../event/error-message.ts'
import type { Catalogue } from './manifest.ts'
import { GenerationError, loadGeneration } from './registry.ts'
import { callOnWorker } from './worker-channel.ts'

/**
 * Why a generation folder cannot be used: what `loadGeneration` finds or, which that cannot see, that ONNX Runtime does not
 * open its model. That is tried on a thread of its own. undefined where it can be used.
 */
export async function verifyGeneration(dir: string, catalogue: Catalogue): Promise<string | undefined> {
  try {
    const generation = await loadGeneration(dir, catalogue)
    await callOnWorker('prepare', { generation, provider: 'cpu' })
    return undefined
  } catch (error) {
    if (error instanceof GenerationError) return error.message
    return (
      `${join(dir, 'ensemble.onnx')} is what the manifest describes, but ONNX Runtime cannot open it ` +
      `(${errorMessage(error)}). Train a new generation with this version of Sonic.`
    )
  }
}
