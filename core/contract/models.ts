import { z } from 'zod'
import type { ActKind } from '../event/act.ts'
import type { ProviderTest } from '../models/provider.ts'
import type { TrainingProgress } from '../pipeline/training-runner.ts'
import { id, name, nothing } from './arguments.ts'
import { push, request } from './request.ts'

export const modelRequests = {
  /** All generations, verified. */
  'models.list': request<() => ModelShelf>('reader', nothing),
  /** Imports that start later use it. */
  'models.activate': request<(request: { name: string }) => void>('administrator', z.object({ name })),
  /** Goes back to the generation that was active before. */
  'models.rollBack': request<() => void>('administrator', nothing),
  /** Deletes one that is not active. */
  'models.remove': request<(request: { name: string }) => void>('administrator', z.object({ name })),
  /** Trains a generation on what was imported into this workspace; it is put on the shelf, not activated. */
  'training.start': request<() => { id: string }>('administrator', nothing),
  'training.cancel': request<(request: { id: string }) => void>('administrator', z.object({ id })),
  /** The training that runs now, or the last one. */
  'training.status': request<() => TrainingProgress | undefined>('reader', nothing),
  /** Tries every place where the active generation may be computed; takes seconds. */
  'providers.test': request<() => ProviderTest[]>('administrator', nothing),
}

export const modelPushes = {
  'training.progress': push<TrainingProgress>('reader'),
}

export interface ModelShelf {
  /** Folder of the generations that did not come with Sonic. */
  dir: string
  generations: GenerationSummary[]
  /** Name of the one to go back to. */
  previous: string | undefined
  /** What is wrong with the shelf itself. */
  notice: string | undefined
}

export interface GenerationSummary {
  /** `shipped` for the one that comes with Sonic. */
  name: string
  isActive: boolean
  /** Why it cannot be used; undefined where hashes, features and vocabulary are right. */
  problem: string | undefined
  /** What its manifest says, where that can be read. */
  about:
    | {
        generation: string
        created: number
        seed: number
        description: string
        features: number
        trainingRows: Record<ActKind, number>
        heldOutRows: Record<ActKind, number>
        /** Share of held-out acts with p at most .01, calibrated on others. */
        falseAlarmsAt1Percent: number
        files: { name: string; bytes: number; sha256: string }[]
      }
    | undefined
}

export type { ProviderTest, TrainingProgress }
