/**
 * Measures the LSTM on HDFS block sessions (event ids as DeepLog published them), beside two baselines, and writes the
 * table into docs/model-card.md. 70 % of the normal sessions train, the others and the abnormal ones are ranked; seeds
 * 1, 2, 3. `npm run evaluate:hdfs -- --abnormal FILE`: the abnormal sessions are `hdfs_test_abnormal` of
 * github.com/d0ng1ee/logdeep (MIT), data/hdfs, one session a line; the first lines of it do.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Ranking } from '../core/evaluate/ranking.ts'
import type { RankingFigures } from '../core/evaluate/ranking.ts'
import { ensembleGraph } from '../core/models/ensemble-graph.ts'
import { EnsembleSession } from '../core/models/ensemble-session.ts'
import { trainLstm } from '../core/models/lstm-training.ts'
import { createRng, sample } from '../core/models/rng.ts'
import { fitStatic } from '../core/models/static-training.ts'
import { markdownTable, modelCardPath, writeSection } from './lib/markdown.ts'
import { samplesFolder } from './lib/samples.ts'
import { fitBaselines } from './lib/sequence-baselines.ts'

const seeds = [1, 2, 3]
/** Event ids are 1 to 29; 0 ends a session, since being cut short is the commonest anomaly. */
const end = 0
const vocabulary = 30
const training = 0.7
/** A session has no rows: the detectors of rows have nothing to do. */
const placeholder = fitStatic(Float32Array.of(0, 1, 2), 1, new Uint8Array(3), createRng(0)).detectors

const folder = samplesFolder('hdfs-deeplog')
const { values } = parseArgs({
  options: { abnormal: { type: 'string', default: join(folder, 'hdfs_test_abnormal') } },
})
if (!existsSync(values.abnormal)) throw new Error(`${values.abnormal} is not there: name it with --abnormal`)
const normal = readSessions(join(folder, 'hdfs_train.public'))
const abnormal = readSessions(values.abnormal)

const runs: Record<string, RankingFigures[]> = {}
for (const seed of seeds) {
  const rng = createRng(seed)
  const order = sample(
    rng,
    Int32Array.from(normal, (_, i) => i),
    normal.length,
  )
  const shuffled = Array.from(order, (i) => normal[i] ?? new Int32Array())
  const cut = Math.round(training * shuffled.length)
  const taught = shuffled.slice(0, cut)
  const tested = [...shuffled.slice(cut), ...abnormal]
  const labels = Uint8Array.from(tested, (_, i) => (i < normal.length - cut ? 0 : 1))
  const weights = await trainLstm(taught.map(withEnd), vocabulary, rng)
  const surprise = await surpriseOf(tested, ensembleGraph(placeholder, weights))
  const baselines = fitBaselines(taught, vocabulary)
  const record = (name: string, scores: number[]) =>
    (runs[name] ??= []).push(new Ranking(scores, labels).figures())
  record(
    'LSTM, mean surprise',
    surprise.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
  )
  record(
    'LSTM, largest surprise',
    surprise.map((values) => values.reduce((most, value) => Math.max(most, value), 0)),
  )
  record('new event', tested.map(baselines.newEvent))
  record('count vector', tested.map(baselines.countVector))
}

const percent = (value: number) => (100 * value).toFixed(1)
const rows = Object.entries(runs).map(([name, figures]) => [
  name,
  ...(['aucRoc', 'aucPr', 'tprAt1', 'tprAt5'] as const).map((figure) => {
    const own = figures.map((run) => run[figure])
    return `${percent(own.reduce((sum, value) => sum + value, 0) / own.length)} (${percent(Math.min(...own))}–${percent(Math.max(...own))})`
  }),
])
const table = markdownTable(['score', 'AUC-ROC', 'AUC-PR', 'TPR at 1 % FPR', 'TPR at 5 % FPR'], rows)
const section = `${normal.length.toLocaleString('en-US')} normal sessions, 70 % of them for training; ${abnormal.length.toLocaleString('en-US')} abnormal sessions.
Mean of seeds 1, 2, 3 (least to most), in %. A session counts with its end as an event.

${table}`
console.log(section)
await writeSection(modelCardPath, 'hdfs', section)

function readSessions(path: string): Int32Array[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) =>
      Int32Array.from(
        line.split(' ').filter((id) => id !== ''),
        Number,
      ),
    )
    .filter((session) => session.length > 0)
}

function withEnd(session: Int32Array): Int32Array {
  return Int32Array.of(...session, end)
}

/** Surprise of each session's events, its end included. */
async function surpriseOf(sessions: readonly Int32Array[], graph: Uint8Array): Promise<number[][]> {
  const scoring = await EnsembleSession.open(graph, { features: 1, vocabulary })
  const ended = sessions.map(withEnd)
  const keys = ended.flatMap((session, i) => Array.from(session, () => i))
  const tokens = Int32Array.from(ended.flatMap((session) => [...session]))
  const surprise = await scoring.scoreSequences(keys, tokens)
  await scoring.close()
  let at = 0
  return ended.map((session) => [...surprise.subarray(at, (at += session.length))])
}
