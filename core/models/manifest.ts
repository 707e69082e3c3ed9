import { z } from 'zod'
import type { Feature } from '../features/feature.ts'
import { actKinds } from '../event/act.ts'
import { detectorNames } from './score.ts'

/** Raised when a manifest changes so that older code would misread it. */
export const FORMAT_VERSION = 2

export const modelFiles = ['ensemble.onnx'] as const
export type ModelFile = (typeof modelFiles)[number]

/** What the running program computes: a generation must have been trained on the same. */
export interface Catalogue {
  features: readonly Feature[]
  vocabulary: readonly string[]
}

const count = z.number().int().nonnegative()
const tableSchema = z.object({ count, knots: z.array(z.number()) })
const stratumSchema = z.object({
  detectors: z.partialRecord(
    z.enum(detectorNames),
    z.object({ mean: z.number(), deviation: z.number().positive(), table: tableSchema }),
  ),
  fused: tableSchema,
})
const fileSchema = z.object({ bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) })
const perKind = z.record(z.enum(actKinds), count)

/** Everything a generation says about itself; `ensemble.onnx` holds the weights of all four detectors. */
export const manifestSchema = z.object({
  formatVersion: z.literal(FORMAT_VERSION),
  /** Name of the generation: day of creation and the first digits of its files' hash. */
  generation: z.string().min(1),
  created: z.iso.datetime(),
  seed: z.number().int(),
  /** What it was trained on, in words. */
  description: z.string(),
  features: z.array(z.object({ name: z.string(), unit: z.string() })).min(1),
  vocabulary: z.array(z.string()),
  files: z.object({ 'ensemble.onnx': fileSchema }),
  /** Median of each feature in training: what a missing value counts as, and the usual value of last resort. */
  medians: z.array(z.number()),
  detectors: z.object({
    iforest: z.object({ trees: count, nodes: count }),
    ocsvm: z.object({ gamma: z.number().positive(), supportVectors: count }),
    lof: z.object({ neighbours: count, reference: count }),
    lstm: z.object({ embedding: count, hidden: count }),
  }),
  calibration: z.object({ all: stratumSchema, kinds: z.partialRecord(z.enum(actKinds), stratumSchema) }),
  /** Figures measured in training, for the model card. */
  measured: z.object({
    trainingRows: perKind,
    heldOutRows: perKind,
    /** Mean surprise of held-out tokens in nats, and that of the best context-free guess; null without tokens. */
    surprise: z.number().nullable(),
    contextFreeSurprise: z.number().nullable(),
    /** Share of one half of the held-out rows with p at most .01 and .05, calibrated on the other half. */
    falseAlarms: z.object({ at1Percent: z.number(), at5Percent: z.number() }),
  }),
})
export type Manifest = z.infer<typeof manifestSchema>

/** A trained ensemble, in memory: what a generation folder holds. */
export interface Generation {
  manifest: Manifest
  files: Record<ModelFile, Uint8Array>
}
