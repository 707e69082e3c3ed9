/**
 * `npm run bench:scoring [-- --rounds N --seconds S --write]`: rows a second of the features, of each model, of the whole
 * graph on one and two workers and of the loop around it, beside scikit-learn (Debian's python3-sklearn, or another with
 * `--python PATH`) in the same run, and the memory of a known person. `--write` puts the table into docs/model-card.md.
 */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Act } from '../core/event/act.ts'
import { actKinds } from '../core/event/act.ts'
import { catalogue } from '../core/features/catalogue.ts'
import type { FeatureBatch } from '../core/features/feature.ts'
import { Featuriser } from '../core/features/featuriser.ts'
import { vocabulary } from '../core/features/tokens.ts'
import { initialLstm } from '../core/models/lstm.ts'
import { createRng, sample } from '../core/models/rng.ts'
import { selectRows } from '../core/models/sampling.ts'
import { ScoringClient } from '../core/models/scoring-client.ts'
import { fitStatic } from '../core/models/static-training.ts'
import { trainOnWorker } from '../core/models/train-on-worker.ts'
import { createTrainingSet } from '../core/pipeline/training-set.ts'
import { markdownTable, modelCardPath, writeSection } from '../scripts/lib/markdown.ts'
import { runBatches, runLoop } from './scoring/loop.ts'
import type { LoopEvent } from './scoring/loop.ts'
import { measureRounds } from './scoring/rounds.ts'
import type { Measured, Measurement } from './scoring/rounds.ts'
import { simulatedActs } from './scoring/simulated-acts.ts'
import { openSingleModels } from './scoring/single-models.ts'
import type { SingleModel } from './scoring/single-models.ts'
import { SklearnPeer } from './scoring/sklearn-peer.ts'
import type { PeerTask } from './scoring/sklearn-peer.ts'
import { measureUserMemory } from './scoring/user-memory.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '0.4' },
    python: { type: 'string', default: '/usr/bin/python3' },
    write: { type: 'boolean', default: false },
  },
})
const seed = 4243
const width = catalogue.length
const single = 256
const sizes = [1, 64, 256, 1024]
/** Acts of a batch of the pipeline. */
const featurised = 512
/** Rows that teach, and that are scored. */
const poolRows = 8000
const probeRows = 8192

const acts = await simulatedActs({ users: 200, days: 10, seed })
const batches = featurise(acts)
const last = batches.slice(-probeRows / featurised - 1, -1)
const probe = concat(last.map(({ rows }) => rows))
const events = last.flatMap(eventsOf)
const rng = createRng(seed)
const all = concat(batches.map(({ rows }) => rows))
const chosen = sample(
  rng,
  Int32Array.from(acts, (_, row) => row),
  poolRows,
)
const pool = selectRows(all, width, chosen)
const poolKinds = Uint8Array.from(chosen, (row) => actKinds.findIndex((kind) => kind === acts[row]?.kind))
const { detectors, svmRows, lofRows } = fitStatic(pool, width, poolKinds, rng)
const models = await openSingleModels(detectors, initialLstm(vocabulary.length, rng), probe, single)
const generation = await trainOnWorker(createTrainingSet([batches]), {
  seed,
  created: 0,
  description: 'bench',
})
const [one, two] = [
  await ScoringClient.open(generation),
  await ScoringClient.open(generation, { workers: 2 }),
]
const started = await SklearnPeer.start(values.python, { width, pool, probe, svmRows, lofRows })
const peer = typeof started === 'string' ? undefined : started
const ofPeer = (task: PeerTask, batch: number) =>
  peer ? (seconds: number) => peer.measure(task, batch, seconds) : undefined

const graph = ([name, client]: readonly [string, ScoringClient]) =>
  sizes.map((batch): Measurement => {
    const whole = batchesOf(batch)
    return {
      name: `whole graph, ${name}, batch ${batch}`,
      work: (seconds) => runBatches(client, whole, batch, seconds),
    }
  })
const measurements: Measurement[] = [
  { name: `features, batch ${featurised}`, work: runFeatures },
  {
    name: `Isolation Forest, batch ${single}`,
    work: runModel(models.iforest),
    peer: ofPeer('iforest', single),
  },
  { name: `One-Class SVM, batch ${single}`, work: runModel(models.ocsvm), peer: ofPeer('ocsvm', single) },
  { name: `LOF, batch ${single}`, work: runModel(models.lof), peer: ofPeer('lof', single) },
  { name: `LSTM step, batch ${single}`, work: runModel(models.lstm) },
  ...graph(['1 worker', one]),
  ...graph(['2 workers', two]),
  ...sizes.map((batch): Measurement => ({
    name: batch === 1 ? 'loop, an event at a time' : `loop, batch ${batch}`,
    work: (seconds) => runLoop(one, events, batch, seconds),
    peer: ofPeer('loop', batch),
  })),
]
const measured = await measureRounds(measurements, Number(values.rounds), Number(values.seconds))
peer?.close()
await Promise.all([one.close(), two.close()])
const memory = measureUserMemory(await simulatedActs({ users: 200, days: 5, seed, attacks: 'none' }), 100)

const section = describe(measured)
console.log(section)
if (values.write) await writeSection(modelCardPath, 'scoring', section)

function describe(rows: readonly Measured[]): string {
  const number = (value: number | undefined) =>
    value === undefined ? '' : Math.round(value).toLocaleString('en-US')
  const known =
    typeof started === 'string'
      ? `scikit-learn was not measured (${started})`
      : `scikit-learn ${started.version}`
  const times = (value: number | undefined) => (value === undefined ? '' : value.toPrecision(3))
  const table = markdownTable(
    ['', 'rows/s', 'best round', 'per CPU s', 'scikit-learn', 'per CPU s', 'times', 'CPU times'],
    rows.map(({ name, own, best, peer: other, times: ratio }) => [
      name,
      number(own.wall),
      number(best),
      number(own.cpu),
      number(other?.wall),
      number(other?.cpu),
      times(ratio?.wall),
      times(ratio?.cpu),
    ]),
  )
  const { ocsvm, lof } = generation.manifest.detectors
  return `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}, ${known}, one thread. Rows a second, and a second of
processor (all threads of the process: what other programs take meanwhile does not count). Medians of ${values.rounds} interleaved rounds; load average
meanwhile ${loadavg()[0]?.toFixed(1) ?? 'unknown'} (above the number of processors, read the columns of processor time);
"times" are medians of the rounds' ratios. ${width} features, ${ocsvm.supportVectors} support vectors, ${lof.reference} reference rows. The loop takes an event as
a dictionary to a row, scores it and counts alerts: ours with four calibrated models on one worker thread, scikit-learn's
with three.

${table}

Memory of a known person (baseline, LSTM state; growth of heap and array buffers over ${number(memory.acts)} acts of
${number(memory.people)} people): ${number(memory.known)} bytes; ${number(memory.active)} bytes with recent counts, which go a day or two after the last act.`
}

async function runFeatures(seconds: number): Promise<number> {
  const featuriser = new Featuriser()
  const begun = performance.now()
  let done = 0
  while (performance.now() - begun < 1000 * seconds && done < acts.length) {
    done += featuriser.featurise(acts.slice(done, done + featurised)).acts.length
  }
  return done
}

function runModel(model: SingleModel): (seconds: number) => Promise<number> {
  return async (seconds) => {
    const begun = performance.now()
    let done = 0
    for (; performance.now() - begun < 1000 * seconds; done += single) await model()
    return done
  }
}

function featurise(from: readonly Act[]): FeatureBatch[] {
  const featuriser = new Featuriser()
  const count = Math.ceil(from.length / featurised)
  return Array.from({ length: count }, (_, i) =>
    featuriser.featurise(from.slice(i * featurised, (i + 1) * featurised)),
  )
}

function eventsOf({ acts: own, rows, tokens }: FeatureBatch): LoopEvent[] {
  return own.map((act, row) => ({
    act,
    values: Object.fromEntries(catalogue.map(({ name }, f) => [name, rows[row * width + f] ?? Number.NaN])),
    token: tokens[row] ?? -1,
  }))
}

function batchesOf(batch: number): FeatureBatch[] {
  return Array.from({ length: Math.floor(probeRows / batch) }, (_, i) => {
    const part = events.slice(i * batch, (i + 1) * batch)
    return {
      acts: part.map(({ act }) => act),
      rows: probe.slice(i * batch * width, (i + 1) * batch * width),
      tokens: Int32Array.from(part, ({ token }) => token),
      usual: new Float32Array(0),
      ranges: new Map(),
      maturity: new Float32Array(0),
    }
  })
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
