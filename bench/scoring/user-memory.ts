import type { Act } from '../../core/event/act.ts'
import { Featuriser } from '../../core/features/featuriser.ts'
import { sequenceKey } from '../../core/models/scorer.ts'
import { SequenceStates } from '../../core/models/sequence-states.ts'
import { day } from '../../core/event/time-units.ts'

interface UserMemory {
  people: number
  acts: number
  /** Bytes a person at the end of the acts. */
  active: number
  /** Bytes a person who has done nothing for some days, so that recent counts have gone. */
  known: number
}

/**
 * What is remembered of one person: growth of heap and array buffers over the acts of many, by baselines, recent counts
 * and the LSTM's states. The people are copies of simulated ones under other names and addresses, so that each of them
 * lives through all the acts. Needs `--expose-gc`.
 */
export function measureUserMemory(acts: readonly Act[], copies: number): UserMemory {
  if (!globalThis.gc) throw new Error('start with node --expose-gc')
  const featuriser = new Featuriser()
  const states = new SequenceStates()
  const before = used()
  for (const act of acts) {
    const copied = Array.from({ length: copies }, (_, copy) => copyOf(act, copy))
    featuriser.featurise(copied)
    for (const one of copied) states.touch(sequenceKey(one))
  }
  const people = featuriser.counts.users
  const active = (used() - before) / people
  const last = acts.at(-1)
  if (last) for (const days of [2, 4]) featuriser.featurise([{ ...last, time: last.time + days * day }])
  const known = (used() - before) / people
  states.forgetOldest()
  return { people, acts: acts.length * copies, active, known }
}

function copyOf(act: Act, copy: number): Act {
  const [first, second, third, last] = act.sourceIp.split('.')
  const sourceIp =
    last === undefined ? act.sourceIp : `${first}.${second}.${(Number(third) + copy) % 256}.${last}`
  return {
    ...act,
    user: act.user === '' ? '' : `${act.user}-${copy}`,
    sourceIp,
    deviceId: act.deviceId === '' ? '' : `${act.deviceId}-${copy}`,
    sessionId: act.sessionId === '' ? '' : `${act.sessionId}-${copy}`,
    session: act.session && { ...act.session, id: `${act.session.id}-${copy}`, sourceIp },
  }
}

function used(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
