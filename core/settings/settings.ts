import { z } from 'zod'

export const executionProviders = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu', 'auto'] as const
const scoringWorkerChoices = [1, 2, 'auto'] as const

/** Each setting with its bounds; what is wrong is said as "must be …". */
export const settingSchemas = {
  /** Alerts a day that the models may raise on their own; signals are not counted. */
  alertBudgetPerDay: z
    .number('must be a number from 1 to 1000')
    .min(1, 'must be 1 or more')
    .max(1000, 'must be 1000 or less'),
  /** Where ONNX Runtime computes; `auto` tries what this machine has. */
  executionProvider: z.enum(executionProviders, `must be one of ${executionProviders.join(', ')}`),
  /** Threads that score; `auto` chooses by the machine's processors. */
  scoringWorkers: z.literal([...scoringWorkerChoices], 'must be 1, 2 or auto'),
}

export const settingsSchema = z.object(settingSchemas)
export type Settings = z.infer<typeof settingsSchema>
export type SettingName = keyof Settings

export const defaultSettings: Settings = {
  alertBudgetPerDay: 10,
  executionProvider: 'cpu',
  scoringWorkers: 1,
}

export const settingNames = [
  'alertBudgetPerDay',
  'executionProvider',
  'scoringWorkers',
] as const satisfies SettingName[]

/** What each setting means, for a person. */
export const settingTitles = {
  alertBudgetPerDay: 'alerts a day that the models may raise on their own, 1 to 1000',
  executionProvider: `where the models are computed: ${executionProviders.join(', ')}`,
  scoringWorkers: 'threads that score: 1, 2 or auto',
} satisfies Record<SettingName, string>
