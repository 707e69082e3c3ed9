import { listSupportedBackends } from 'onnxruntime-node'
import { errorMessage } from '../event/error-message.ts'
import type { RawScores } from './calibration.ts'
import { EnsembleSession } from './ensemble-session.ts'
import { fixedBatch } from './fixed-batch.ts'
import type { Generation, Manifest } from './manifest.ts'
import { providerLabels, providerNames } from './provider.ts'
import type { ProviderName, ProviderTest } from './provider.ts'
import { detectorNames } from './score.ts'

const ROWS = 256
const ROUNDS = 5
/**
 * Standard deviations that scores may be off. Sums in another order differ by up to 1e-4 (see `TOLERANCE` of the
 * calibration); ten times that leaves every level and p-value as good as it was. Ours.
 */
const MAX_DIFFERENCE = 1e-3

/** Tests all providers, the CPU first: the others are compared with it. Blocks its thread. */
export async function testAllProviders(generation: Generation): Promise<ProviderTest[]> {
  const tests: ProviderTest[] = []
  for (const provider of providerNames) tests.push(await testProvider(generation, provider))
  return tests
}

/** Opens the generation on a provider, scores a fixed batch on it and on the CPU, compares and times. Blocks its thread. */
export async function testProvider(generation: Generation, provider: ProviderName): Promise<ProviderTest> {
  const test: ProviderTest = {
    provider,
    available: false,
    works: false,
    rowsPerSecond: null,
    worstDifference: null,
    problem: missing(provider),
  }
  if (test.problem !== undefined) return test
  try {
    const expected = await measure(generation, 'cpu', 1)
    const actual = await measure(generation, provider, ROUNDS, () => (test.available = true))
    const worst = worstDifference(generation.manifest, actual.scores, expected.scores)
    const works = worst <= MAX_DIFFERENCE
    return {
      ...test,
      works,
      rowsPerSecond: actual.rowsPerSecond,
      worstDifference: worst,
      problem: works
        ? undefined
        : `${providerLabels[provider]} gives other scores than the CPU: off by up to ${worst.toPrecision(2)} standard deviations.`,
    }
  } catch (error) {
    return { ...test, problem: `${providerLabels[provider]} cannot run the models: ${reasonOf(error)}` }
  }
}

function missing(provider: ProviderName): string | undefined {
  if (listSupportedBackends().some(({ name }) => name === provider)) return undefined
  return `ONNX Runtime for ${process.platform}-${process.arch} has no ${providerLabels[provider]}.`
}

/** Native errors begin with the place in the source and the condition that did not hold. */
function reasonOf(error: unknown): string {
  return errorMessage(error).split(' was false. ').at(-1)?.trim() ?? ''
}

async function measure(
  { manifest, files }: Generation,
  provider: ProviderName,
  rounds: number,
  onOpen?: () => void,
): Promise<{ scores: RawScores; rowsPerSecond: number }> {
  const shape = { features: manifest.features.length, vocabulary: manifest.vocabulary.length }
  const session = await EnsembleSession.open(files['ensemble.onnx'], shape, provider)
  try {
    onOpen?.()
    const { rows, users, tokens } = fixedBatch(manifest, ROWS)
    const scores = await session.score(rows, users, tokens)
    let fastest = Infinity
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now()
      await session.score(rows, users, tokens)
      fastest = Math.min(fastest, performance.now() - begun)
    }
    return { scores, rowsPerSecond: Math.round((ROWS / fastest) * 1000) }
  } finally {
    await session.close()
  }
}

/** In standard deviations; not finite where a score is. */
function worstDifference({ calibration }: Manifest, actual: RawScores, expected: RawScores): number {
  let worst = 0
  for (const name of detectorNames) {
    const { deviation = 1 } = calibration.all.detectors[name] ?? {}
    for (const [row, score] of expected[name].entries()) {
      const difference = Math.abs((actual[name][row] ?? Number.NaN) - score) / deviation
      if (!(difference <= worst)) worst = difference
    }
  }
  return worst
}
