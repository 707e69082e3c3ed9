/**
 * Measures the static detectors and their fusion on ADBench sets beside scikit-learn at the same parameters, on the same
 * splits and rows, and writes the table into docs/model-card.md. Protocol of ADBench (Han et al., NeurIPS 2022): 70/30
 * stratified, sizes between 1,000 and 10,000, seeds 1, 2, 3; trained on the contaminated part, and on its normal rows
 * alone. `npm run evaluate:adbench`; needs Debian's python3-sklearn (or another with `-- --python PATH`).
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createRng } from '../core/models/rng.ts'
import { scaleRows } from '../core/models/scaling.ts'
import { adbenchSection } from './lib/adbench-section.ts'
import type { Measured } from './lib/adbench-section.ts'
import { modelCardPath, writeSection } from './lib/markdown.ts'
import { parseNpz } from './lib/npz.ts'
import { samplesFolder } from './lib/samples.ts'
import { runStaticEnsemble } from './lib/static-ensemble.ts'
import { pick, resize, stratifiedSplit } from './lib/stratified-split.ts'
import type { LabelledTable } from './lib/stratified-split.ts'

const { values } = parseArgs({
  options: { python: { type: 'string', default: '/usr/bin/python3' }, only: { type: 'string' } },
})
const seeds = [1, 2, 3]
const regimes = ['contaminated', 'clean'] as const
const areas = z.object({ aucRoc: z.number(), aucPr: z.number() })
const referenceSchema = z.object({
  version: z.string(),
  results: z.record(z.string(), z.object({ iforest: areas, ocsvm: areas, lof: areas })),
})

const samples = samplesFolder('adbench')
const folder = mkdtempSync(join(tmpdir(), 'sonic-adbench-'))
try {
  const jobs: { name: string; width: number; seed: number }[] = []
  const measured: Omit<Measured, 'reference'>[] = []
  for (const file of readdirSync(samples)
    .filter((name) => name.endsWith('.npz'))
    .sort(byNumber)) {
    const set = file.replace(/^\d+_/, '').replace(/\.npz$/, '')
    if (values.only !== undefined && values.only !== set) continue
    const table = readTable(join(samples, file))
    for (const seed of seeds) {
      const rng = createRng(seed)
      const resized = resize(table, rng)
      const split = stratifiedSplit(resized, 0.7, rng)
      const test = pick(resized, split.test)
      for (const regime of regimes) {
        const rows = regime === 'clean' ? split.train.filter((row) => resized.labels[row] === 0) : split.train
        const result = await runStaticEnsemble(pick(resized, rows), test, seed)
        const { scaling } = result.training.detectors
        const name = `${set}-${regime}-${seed}`
        const write = (part: string, array: Float32Array | Int32Array | Uint8Array) =>
          writeFileSync(join(folder, `${name}.${part}`), array)
        write('train', scaleRows(result.taught.rows, scaling))
        write('test', scaleRows(test.rows, scaling))
        write('svm', result.training.svmRows)
        write('lof', result.training.lofRows)
        write('labels', test.labels)
        jobs.push({ name, width: table.width, seed })
        measured.push({ set, regime, name, ours: result.figures, without: result.without })
      }
    }
    console.log(`${set}: ${table.labels.length} rows x ${table.width}`)
  }
  writeFileSync(join(folder, 'jobs.json'), JSON.stringify(jobs))
  const { version, results } = runReference()
  const complete = measured.flatMap((one) => {
    const reference = results[one.name]
    return reference ? { ...one, reference } : []
  })
  const section = adbenchSection(complete, version)
  console.log(section)
  if (values.only === undefined) await writeSection(modelCardPath, 'adbench', section)
} finally {
  rmSync(folder, { recursive: true })
}

function readTable(path: string): LabelledTable {
  const arrays = parseNpz(readFileSync(path))
  const [x, y] = [arrays.get('X'), arrays.get('y')]
  const width = x?.shape[1]
  if (!x || !y || width === undefined) throw new Error(`${path} has no X and y`)
  return { width, rows: Float32Array.from(x.values), labels: Uint8Array.from(y.values) }
}

function runReference(): z.infer<typeof referenceSchema> {
  const script = join(import.meta.dirname, 'reference', 'adbench-sklearn.py')
  const { status, stdout, stderr } = spawnSync(values.python, [script, folder], {
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  })
  if (status !== 0) throw new Error(`${values.python} ${script} ended with ${status}: ${stderr}`)
  return referenceSchema.parse(JSON.parse(stdout))
}

function byNumber(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10)
}
