import { actKinds } from '../event/act.ts'
import type { Act } from '../event/act.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { FEATURES } from './synthetic.fixture.ts'
import type { TrainingData } from './train.ts'

/** An act of which only what scoring looks at is filled in. */
export function plainAct(kind: number, user: string): Act {
  return {
    id: '',
    kind: actKinds[kind] ?? 'flow',
    time: 0,
    outcome: 'success',
    user,
    sourceIp: '192.0.2.1',
    sourcePort: 0,
    destinationIp: '',
    destinationPort: 0,
    transport: '',
    service: '',
    place: undefined,
    network: undefined,
    destinationPlace: undefined,
    gateway: '',
    group: '',
    tunnelType: '',
    assignedIp: '',
    sessionId: '',
    authMethod: '',
    mfa: '',
    reason: '',
    deviceId: '',
    clientOs: '',
    clientVersion: '',
    bytesUp: 0,
    bytesDown: 0,
    packets: 0,
    duration: 0,
    session: undefined,
    places: [],
    originals: [],
  }
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
    maturity: new Float32Array(to - from),
  }
}
