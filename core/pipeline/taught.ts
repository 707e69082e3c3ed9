import { GenerationError, parseGeneration } from '../models/registry.ts'
import type { Generation } from '../models/manifest.ts'
import { readEnsemble } from '../store/ensemble.ts'
import type { Store } from '../store/store.ts'
import { program } from './choose-generation.ts'

/** The ensemble that the logs of a workspace have taught; where it can't be used, `notices` says why. */
export function readTaught(store: Store, notices: string[]): Generation | undefined {
  const stored = readEnsemble(store)
  if (stored === undefined) return undefined
  try {
    return parseGeneration(`the ensemble of ${store.path}`, stored, program)
  } catch (error) {
    if (!(error instanceof GenerationError)) throw error
    notices.push(error.message)
    return undefined
  }
}
