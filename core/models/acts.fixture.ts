import { actKinds } from '../event/act.ts'
import type { Act } from '../event/act.ts'
import { createAct } from '../event/create-act.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { FEATURES } from './synthetic.fixture.ts'
import type { TrainingData } from './train.ts'

/** An act of which only what scoring looks at is filled in. */
function plainAct(kind: number, user: string): Act {
  return createAct({ kind: actKinds[kind] ?? 'flow', user, sourceIp: '192.0.2.1' })
}

/** Rows `from` to `to` of the data as the batch a pipeline would send; nothing is usual for anyone. */
export function batchOf(data: TrainingData, from: number, to: number): FeatureBatch {
  const rows = data.rows.slice(from * FEATURES, to * FEATURES)
  return {
    acts: Array.from({ length: to - from }, (_, i) =>
      plainAct(data.kinds[from + i] ?? 0, `user-${data.users[from + i] ?? 0}`),
    ),
    rows,
    usual: new Float32Array(rows.length).fill(Number.NaN),
    tokens: data.tokens.slice(from, to),
    ranges: new Map(),
    maturity: new Float32Array(to - from),
  }
}
