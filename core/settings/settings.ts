import { z } from 'zod'

export const executionProviders = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu', 'auto'] as const
const scoringWorkerChoices = [1, 2, 'auto'] as const

/** One sentence for whatever is wrong with it. */
function allOr(number: z.ZodNumber, wrong: string) {
  return z.custom<number | 'all'>((value) => value === 'all' || number.safeParse(value).success, wrong)
}

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
  /** How long events can be searched, counted back from the newest; `all`: for ever. */
  keepEventDays: allOr(z.number().int().min(1).max(36_500), 'must be all, or a whole number from 1 to 36500'),
  /** How much of them is kept, as stored, in units of 10^9 bytes. */
  keepEventGigabytes: allOr(z.number().min(0.1).max(100_000), 'must be all, or a number from 0.1 to 100000'),
}

export const settingsSchema = z.object(settingSchemas)
export type Settings = z.infer<typeof settingsSchema>
export type SettingName = keyof Settings

export const defaultSettings: Settings = {
  alertBudgetPerDay: 10,
  executionProvider: 'cpu',
  scoringWorkers: 1,
  keepEventDays: 'all',
  keepEventGigabytes: 'all',
}

export const settingNames = [
  'alertBudgetPerDay',
  'executionProvider',
  'scoringWorkers',
  'keepEventDays',
  'keepEventGigabytes',
] as const satisfies SettingName[]

/** What each setting means, for a person. */
export const settingTitles = {
  alertBudgetPerDay: 'alerts a day that the models may raise on their own, 1 to 1000',
  executionProvider: `where the models are computed: ${executionProviders.join(', ')}`,
  scoringWorkers: 'threads that score: 1, 2 or auto',
  keepEventDays: 'days for which events can be searched, back from the newest: all, or 1 to 36500',
  keepEventGigabytes: 'gigabytes of events that are kept: all, or 0.1 to 100000',
} satisfies Record<SettingName, string>
