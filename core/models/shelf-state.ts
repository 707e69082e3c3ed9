import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { errorMessage } from '../event/error-message.ts'
import { readJson } from '../settings/read-json.ts'
import { replaceFile } from '../settings/replace-file.ts'

/** Name under which the generation that comes with Sonic is always on the shelf. */
export const shippedName = 'shipped'

/** Activations that are remembered at most; nobody goes back further. */
const mostRemembered = 50

/** A name is that of a folder: none that leads elsewhere or is hidden. */
export const generationName = z.string().regex(/^[a-z0-9][\w.-]{0,99}$/i)

const stateSchema = z.object({
  version: z.literal(1),
  /** Generations in the order of their activation; the last one is active. Empty: the shipped one, as from the start. */
  history: z.array(z.object({ name: generationName, activated: z.iso.datetime() })).max(1000),
})
type Activation = z.infer<typeof stateSchema>['history'][number]

interface ShelfState {
  history: Activation[]
  /** The file could not be used; a sentence for a person. */
  notice: string | undefined
}

/** Which generation is active, and which were before: `shelf.json` beside the generations. Never fails. */
export async function readShelfState(dir: string): Promise<ShelfState> {
  const path = statePath(dir)
  try {
    const file = await readJson(path)
    return { history: file ? stateSchema.parse(file.json).history : [], notice: undefined }
  } catch (error) {
    const reason = error instanceof z.ZodError ? 'it is no record of activations' : errorMessage(error)
    return {
      history: [],
      notice: `${path} cannot be read (${reason}), so it is not known which generation was active. Activate it again.`,
    }
  }
}

/** Keeps a file that could not be read aside, as `shelf.json.damaged`. */
export async function writeShelfState(dir: string, history: readonly Activation[]): Promise<void> {
  const path = statePath(dir)
  if ((await readShelfState(dir)).notice !== undefined) await copyFile(path, `${path}.damaged`)
  const state = { version: 1, history: history.slice(-mostRemembered) } satisfies z.infer<typeof stateSchema>
  await replaceFile(path, `${JSON.stringify(state, undefined, 2)}\n`)
}

/** The history without one generation, and without a generation that then follows itself. */
export function withoutGeneration(history: readonly Activation[], name: string): Activation[] {
  const rest = history.filter((activation) => activation.name !== name)
  return rest.filter((activation, i) => activation.name !== (rest[i - 1]?.name ?? shippedName))
}

function statePath(dir: string): string {
  return join(dir, 'shelf.json')
}
