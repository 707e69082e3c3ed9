import { join } from 'node:path'
import { catalogue } from '../features/catalogue.ts'
import { vocabulary } from '../features/tokens.ts'
import { GenerationShelf, type ActiveGeneration } from '../models/generation-shelf.ts'
import type { Generation } from '../models/manifest.ts'
import { GenerationError, loadGeneration } from '../models/registry.ts'
import { shippedName } from '../models/shelf-state.ts'
import type { Settings } from '../settings/settings.ts'
import { readSettings } from '../settings/settings-file.ts'

/** What the analyst has chosen for imports: kept in the data folder. */
export interface Conditions {
  active: ActiveGeneration
  settings: Settings
  /** What of it could not be read, each a sentence for a person. */
  notices: string[]
}

export interface ChosenGeneration {
  generation: Generation
  /** Whether it is the one that comes with Sonic. */
  from: 'shipped' | 'own'
  /** Why this one. */
  explanation: string
  notices: string[]
}

export const program = { features: catalogue, vocabulary }

/** The generations of a data folder. */
export function openShelf(dataDir: string, shippedDir: string): GenerationShelf {
  return new GenerationShelf({ dir: join(dataDir, 'models'), shippedDir, catalogue: program })
}

/** The active generation and the settings of a data folder. */
export async function readConditions(dataDir: string, shippedDir: string): Promise<Conditions> {
  const [active, { settings, notices }] = await Promise.all([
    openShelf(dataDir, shippedDir).active(),
    readSettings(dataDir),
  ])
  return { active, settings, notices }
}

/**
 * The active generation, or the shipped one where that cannot be used.
 * @throws GenerationError when the shipped one cannot be used either
 */
export async function chooseGeneration(
  shippedDir: string,
  { active, notices = [] }: Partial<Conditions>,
): Promise<ChosenGeneration> {
  const told = [...notices, ...(active?.notice === undefined ? [] : [active.notice])]
  if (active !== undefined && active.name !== shippedName) {
    try {
      const explanation = `The generation ${active.name}, which is active, was used; the log itself did not teach.`
      return {
        generation: await loadGeneration(active.dir, program),
        from: 'own',
        explanation,
        notices: told,
      }
    } catch (error) {
      if (!(error instanceof GenerationError)) throw error
      told.push(
        `The active generation ${active.name} cannot be used, so the shipped one was: ${error.message}`,
      )
    }
  }
  return {
    generation: await loadGeneration(shippedDir, program),
    from: 'shipped',
    explanation: 'The ensemble that comes with Sonic was used.',
    notices: told,
  }
}
