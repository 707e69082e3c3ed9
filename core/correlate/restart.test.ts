import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assessCoverage } from '../detect/coverage/coverage.ts'
import { FieldTally } from '../detect/coverage/field-tally.ts'
import { detect } from '../detect/detect.fixture.ts'
import { Detector } from '../detect/detector.ts'
import type { Act } from '../event/act.ts'
import { catalogue } from '../features/catalogue.ts'
import { describeReason } from '../features/describe.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { resources } from '../host/resources.ts'
import { HeapBacking } from '../memory/heap-backing.fixture.ts'
import { Memory } from '../memory/memory.ts'
import type { Scores } from '../models/score.ts'
import { runImport } from '../pipeline/import.ts'
import { simulate } from '../simulate/simulate.ts'
import { Store } from '../store/store.ts'
import { Correlator } from './correlator.ts'
import { createRng } from '../models/rng.ts'

interface Scored {
  batch: FeatureBatch
  scores: Scores
}

const folder = mkdtempSync(join(tmpdir(), 'sonic-restart-'))
/** The traffic of two organisations, attacks among it, as it reaches the detector. */
let traffic: Scored[][] = []

beforeAll(async () => {
  traffic = [
    await scored({ format: 'asa', users: 25, days: 14, seed: 44 }),
    await scored({ format: 'fortigate', users: 20, days: 10, seed: 45 }),
  ]
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true }))

async function scored(options: Omit<Parameters<typeof simulate>[0], 'out'>): Promise<Scored[]> {
  const out = join(folder, String(options.seed))
  const { files } = await simulate({ ...options, attacks: 'all', out })
  const found: Scored[] = []
  const report = await runImport(
    { id: 'restart', paths: files.map(({ file }) => join(out, file)) },
    {
      store: new Store(':memory:'),
      modelsDir: resources.models,
      signal: new AbortController().signal,
      onProgress: () => {},
      onCommit: () => {},
      onScored: (batch, scores) => found.push({ batch, scores }),
    },
  )
  expect(report.state).toBe('done')
  return found
}

function slice({ batch, scores }: Scored, from: number, to: number): Scored {
  const rows = (values: Float32Array) => {
    const width = values.length / batch.acts.length
    return values.subarray(from * width, to * width)
  }
  const ranges = [...batch.ranges].filter(([row]) => row >= from && row < to)
  return {
    batch: {
      acts: batch.acts.slice(from, to),
      rows: rows(batch.rows),
      usual: rows(batch.usual),
      tokens: batch.tokens.subarray(from, to),
      ranges: new Map(ranges.map(([row, one]) => [row - from, one])),
      maturity: rows(batch.maturity),
    },
    scores: {
      iforest: rows(scores.iforest),
      ocsvm: rows(scores.ocsvm),
      lof: rows(scores.lof),
      lstm: rows(scores.lstm),
      z: rows(scores.z),
      fused: rows(scores.fused),
      pValue: rows(scores.pValue),
    },
  }
}

/** Batches of 1 to `most` acts. */
function* cut(all: readonly Scored[], random: () => number, most: number): Generator<Scored> {
  for (const one of all) {
    const { length } = one.batch.acts
    for (let from = 0; from < length;) {
      const to = Math.min(length, from + 1 + Math.floor(random() * most))
      yield slice(one, from, to)
      from = to
    }
  }
}

function build(memory: Memory) {
  return {
    memory,
    detector: new Detector({ features: catalogue, describe: describeReason, memory }),
    correlator: new Correlator({ memory }),
    fields: new FieldTally(memory),
  }
}

type Stages = ReturnType<typeof build>

/** All that is said of the traffic; `between` is called after each batch, and gives what goes on. */
function run(all: Iterable<Scored>, stages: Stages, between = (before: Stages) => before) {
  const said: unknown[] = []
  let now = stages
  for (const { batch, scores } of all) {
    const { findings, teaching } = detect(now.detector, batch, scores)
    for (const [row, act] of batch.acts.entries()) now.fields.add(act, batch.maturity[row] ?? 0)
    said.push({ acts: batch.acts.map(({ id }: Act) => id), findings, teaching })
    const changes = now.correlator.add(findings)
    said.push(changes)
    now = between(now)
  }
  said.push(now.correlator.incidents(), now.detector.modelAlerts, assessCoverage(now.fields))
  return said
}

describe('a restart', () => {
  it.each([
    [0, 1],
    [1, 2],
  ])(
    'at any moment changes nothing, whatever has left memory (traffic %i)',
    (which, seed) => {
      const all = traffic[which] ?? []
      const batches = [...cut(all, createRng(seed), 60)]
      const random = createRng(seed + 10)
      const backing = new HeapBacking()
      const open = () => build(new Memory(backing, 3))
      let restarts = 0
      const disturbed = run(batches, open(), (before) => {
        if (random() < 0.2) return before
        backing.write(before.memory)
        if (random() < 0.5) return before
        restarts += 1
        return open()
      })
      const undisturbed = run(batches, build(new Memory()))
      expect(restarts).toBeGreaterThan(50)
      expect(disturbed.length).toBe(undisturbed.length)
      for (const [i, one] of disturbed.entries()) expect(one, `step ${i}`).toEqual(undisturbed[i])
      expect(undisturbed.filter((one) => JSON.stringify(one).includes('"severity"')).length).toBeGreaterThan(
        20,
      )
    },
    120_000,
  )
})
