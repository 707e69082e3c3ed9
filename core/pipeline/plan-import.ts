import { isDeepStrictEqual } from 'node:util'
import type { Settings } from '../settings/settings.ts'
import type { EarlierImport } from '../store/import-log.ts'
import type { ChosenGeneration } from './choose-generation.ts'
import type { InputFiles } from './input-files.ts'
import type { ImportJob } from './messages.ts'
import { optionsOf } from './reading/read-files.ts'

interface ImportPlan {
  /** Id of an import of the same files that did not come to its end: this one goes on where it stands. */
  continued: string | undefined
  /** Imports that read some of the files in another way, or under other settings: they are analysed anew with this one. */
  replaced: EarlierImport[]
}

interface Conditions {
  settings: Settings
  chosen: ChosenGeneration
}

/**
 * What becomes of earlier imports that read some of the same content, so that nothing counts twice. What one has read to its
 * end in the same way is left out of the new import.
 */
export function planImport(
  job: ImportJob,
  { files, earlier, ...conditions }: Conditions & { files: InputFiles; earlier: readonly EarlierImport[] },
): ImportPlan {
  const opened = new Map(files.contents().map(({ fingerprint, path }) => [fingerprint, path]))
  const plan: ImportPlan = { continued: undefined, replaced: [] }
  const reasons = new Map<string, string>()
  for (const one of earlier) {
    const shared = one.contents.filter(({ fingerprint }) => opened.has(fingerprint))
    const isSame =
      isUnderSame(one, conditions) &&
      shared.every(({ fingerprint, path }) =>
        isReadAlike(job, one, { now: opened.get(fingerprint) ?? '', before: path }),
      )
    if (!isSame) {
      plan.replaced.push(one)
      continue
    }
    if (!one.isDone) {
      if (one.hasBegun && shared.length === one.contents.length) plan.continued = one.id
      continue
    }
    const day = new Date(one.started).toISOString().slice(0, 16).replace('T', ' ')
    for (const { fingerprint, path } of shared)
      reasons.set(fingerprint, `was read on ${day} UTC (as ${path}): nothing in it is new`)
  }
  files.leaveOut(reasons)
  return plan
}

/** Whether an import ran with the settings that change results and, where the analyst has chosen one, the generation of now. */
function isUnderSame({ report }: EarlierImport, { settings, chosen }: Conditions): boolean {
  // Of one that never wrote a report nobody knows.
  if (report?.settings === undefined) return true
  if (report.settings.alertBudgetPerDay !== settings.alertBudgetPerDay) return false
  const wasOwn = report.learning.from === 'own'
  if (chosen.from === 'own')
    return wasOwn && report.models.generation === chosen.generation.manifest.generation
  return !wasOwn
}

function isReadAlike(
  job: ImportJob,
  { reading }: EarlierImport,
  path: { now: string; before: string },
): boolean {
  return isDeepStrictEqual(pick(optionsOf(job, path.now)), pick(optionsOf(reading, path.before)))
}

function pick({ format, mapping, zoneOffset, year }: ReturnType<typeof optionsOf>) {
  return { format, mapping, zoneOffset, year }
}
