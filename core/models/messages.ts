import type { Generation } from './manifest.ts'
import type { Opened } from './open-scorer.ts'
import type { ProviderName, ProviderTest } from './provider.ts'
import type { Contribution, Scores } from './score.ts'
import type { ExplanationRequest } from './explain.ts'
import type { ScoringColumns } from './scorer.ts'
import type { SequenceColumns } from './sequence-columns.ts'
import type { TrainedEnsemble, TrainingData, TrainingOptions } from './train.ts'

/** What can be asked of the scoring worker. It answers in order, one at a time. */
export interface Calls {
  /** Opens a generation beside the one in use. */
  prepare: (request: { generation: Generation; provider: ProviderName }) => Opened
  /** Puts the prepared generation in place of the one in use; users' sequences begin anew. */
  adopt: (nothing: undefined) => void
  score: (columns: ScoringColumns) => Scores
  /** The users' states that have changed since the last such call. */
  takeStates: (nothing: undefined) => SequenceColumns
  /** Puts users' states, in the order of use, in place of those there are. */
  restoreStates: (states: SequenceColumns) => void
  explain: (requests: readonly ExplanationRequest[]) => Contribution[][]
  testProviders: (generation: Generation) => ProviderTest[]
  train: (request: { data: TrainingData; options: TrainingOptions }) => TrainedEnsemble
  /** Releases everything and ends the thread. */
  close: (nothing: undefined) => void
}
export type CallName = keyof Calls

export type Request = {
  [Name in CallName]: { id: number; name: Name; argument: Parameters<Calls[Name]>[0] }
}[CallName]

export type Response =
  { id: number; ok: true; value: ReturnType<Calls[CallName]> } | { id: number; ok: false; error: PlainError }

/** An error as it crosses between threads. */
export interface PlainError {
  name: string
  message: string
  stack: string | undefined
}

export function toPlainError(error: unknown): PlainError {
  return error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack }
    : { name: 'Error', message: String(error), stack: undefined }
}

export function fromPlainError({ name, message, stack }: PlainError): Error {
  return Object.assign(new Error(message), { name, stack })
}
