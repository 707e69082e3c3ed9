import type { Feature } from '../features/feature.ts'

/** Feature rows of acts in the order of time. Mostly normal; a few anomalies are tolerated. */
export interface TrainingData {
  /** Row-major, `count` x `features.length`; NaN is missing. */
  rows: Float32Array
  count: number
  features: readonly Feature[]
  /** Per row, an index into `actKinds`. */
  kinds: Uint8Array
  /** Per row, an index into `vocabulary`; negative for none. */
  tokens: Int32Array
  /** Per row, a number for the user whose sequence it belongs to; negative for nobody. */
  users: Int32Array
  vocabulary: readonly string[]
}

export interface TrainingOptions {
  seed: number
  /** Epoch ms; becomes part of the generation's name. */
  created: number
  /** What the data is, in a sentence, for the model card. */
  description: string
  /** Shared with whoever may cancel: once it is not 0, training ends at its next step. */
  cancelled?: Int32Array<SharedArrayBuffer>
}

const MIN_TRAINING_ROWS = 200

/** @throws RangeError when there are too few rows or the arrays' lengths do not fit. */
export function checkData(data: TrainingData): void {
  const { rows, count, features, kinds, tokens, users, vocabulary } = data
  if (count < MIN_TRAINING_ROWS) {
    throw new RangeError(
      `training needs at least ${MIN_TRAINING_ROWS} acts, there are ${count}: import more logs first`,
    )
  }
  if (vocabulary.length === 0) throw new RangeError('invalid vocabulary: it is empty')
  const lengths = {
    rows: rows.length / features.length,
    kinds: kinds.length,
    tokens: tokens.length,
    users: users.length,
  }
  for (const [name, length] of Object.entries(lengths)) {
    if (length !== count) throw new RangeError(`invalid ${name}: ${length} rows, expected ${count}`)
  }
}

/** Whether the row has a token of the vocabulary and belongs to a user. */
export function inSequence({ tokens, users, vocabulary }: TrainingData, row: number): boolean {
  const token = tokens[row] ?? -1
  return token >= 0 && token < vocabulary.length && (users[row] ?? -1) >= 0
}
