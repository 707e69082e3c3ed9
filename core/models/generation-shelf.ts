import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorMessage } from '../event/error-message.ts'
import type { Catalogue, Generation, Manifest } from './manifest.ts'
import { GenerationError, loadGeneration, readManifest, writeGeneration } from './registry.ts'
import { generationName, readShelfState, shippedName, withoutGeneration, writeShelfState } from './shelf-state.ts'
import { verifyGeneration } from './verify-generation.ts'

/** There is no generation of that name. */
export class UnknownGenerationError extends GenerationError {}

export interface ShelvedGeneration {
  /** Name of its folder; `shipped` for the one that comes with Sonic. */
  name: string
  dir: string
  isActive: boolean
  /** undefined where it cannot be read. */
  manifest: Manifest | undefined
  /** Why it cannot be used, after its hashes, features and vocabulary were checked; undefined where it can. */
  problem: string | undefined
}

interface ShelfContents {
  /** The shipped one first, then the newest. */
  generations: ShelvedGeneration[]
  /** The one that was active before, where there is one to go back to. */
  previous: string | undefined
  /** What is wrong with the shelf itself; a sentence for a person. */
  notice: string | undefined
}

/** The generation that imports use, where it lies, and what is to be told about that. */
export interface ActiveGeneration {
  name: string
  dir: string
  notice: string | undefined
}

interface ShelfOptions {
  /** Folder of the generations; it need not be there yet. */
  dir: string
  /** Folder of the generation that comes with Sonic. */
  shippedDir: string
  catalogue: Catalogue
}

/** The generations there are: those in folders of their own in `dir`, and the shipped one, which is always there. */
export class GenerationShelf {
  readonly #options: ShelfOptions

  constructor(options: ShelfOptions) {
    this.#options = options
  }

  get dir(): string {
    return this.#options.dir
  }

  /** Every generation, verified: it reads and hashes their files, a few megabytes each. */
  async list(): Promise<ShelfContents> {
    const { history, notice } = await readShelfState(this.dir)
    const active = history.at(-1)?.name ?? shippedName
    const names = await this.#names()
    const own = await Promise.all(names.map((name) => this.#inspect(name, active)))
    own.sort((a, b) => (b.manifest?.created ?? '').localeCompare(a.manifest?.created ?? ''))
    return {
      generations: [await this.#inspect(shippedName, active), ...own],
      previous: history.length === 0 ? undefined : (history.at(-2)?.name ?? shippedName),
      notice: active === shippedName || names.includes(active) ? notice : this.#missing(active),
    }
  }

  /** @throws UnknownGenerationError that lists the names, where there is none of this name */
  async find(name: string): Promise<ShelvedGeneration> {
    const names = [shippedName, ...(await this.#names())]
    if (!names.includes(name)) {
      throw new UnknownGenerationError(`There is no generation "${name}". There are: ${names.join(', ')}.`)
    }
    return this.#inspect(name, (await this.active()).name)
  }

  /** Which one imports are to use. Whether it can be used shows when it is loaded. */
  async active(): Promise<ActiveGeneration> {
    const { history, notice } = await readShelfState(this.dir)
    const name = history.at(-1)?.name ?? shippedName
    return { name, dir: this.#dirOf(name), notice }
  }

  /** Puts a generation on the shelf, in place of a damaged one of the same name. @returns its name */
  async add(generation: Generation): Promise<string> {
    const name = generation.manifest.generation
    if (!isName(name)) throw new GenerationError(`"${name}" cannot be the name of a generation.`)
    await writeGeneration(join(this.dir, name), generation)
    return name
  }

  /** Makes imports use a generation from now on. @throws GenerationError when there is none, or it cannot be used */
  async activate(name: string, now = Date.now()): Promise<void> {
    const { isActive, dir } = await this.find(name)
    const problem = await verifyGeneration(dir, this.#options.catalogue)
    if (problem !== undefined) throw new GenerationError(problem)
    if (isActive) return
    const { history } = await readShelfState(this.dir)
    await writeShelfState(this.dir, [...history, { name, activated: new Date(now).toISOString() }])
  }

  /** Goes back to the generation that was active before. @returns its name @throws GenerationError when it cannot */
  async rollBack(): Promise<string> {
    const { history, notice } = await readShelfState(this.dir)
    if (notice !== undefined) throw new GenerationError(notice)
    if (history.length === 0) {
      throw new GenerationError('There is nothing to go back to: the shipped generation has been active all along.')
    }
    const name = history.at(-2)?.name ?? shippedName
    const { problem } = await this.find(name)
    if (problem !== undefined) throw new GenerationError(`${problem} Activate another generation instead.`)
    await writeShelfState(this.dir, history.slice(0, -1))
    return name
  }

  /** Deletes a generation that is not active. @throws GenerationError for the active and the shipped one */
  async remove(name: string): Promise<void> {
    const { isActive, dir } = await this.find(name)
    if (name === shippedName) throw new GenerationError('The shipped generation is part of Sonic and stays.')
    if (isActive) throw new GenerationError(`${name} is active: activate another generation first.`)
    const { history } = await readShelfState(this.dir)
    await writeShelfState(this.dir, withoutGeneration(history, name))
    await rm(dir, { recursive: true })
  }

  async #inspect(name: string, active: string): Promise<ShelvedGeneration> {
    const dir = this.#dirOf(name)
    const [manifest, problem] = await Promise.all([
      readManifest(dir).catch(() => undefined),
      loadGeneration(dir, this.#options.catalogue).then(() => undefined, errorMessage),
    ])
    return { name, dir, isActive: name === active, manifest, problem }
  }

  async #names(): Promise<string[]> {
    const entries = await readdir(this.dir, { withFileTypes: true }).catch(() => [])
    return entries.filter((entry) => entry.isDirectory() && isName(entry.name)).map(({ name }) => name)
  }

  #dirOf(name: string): string {
    return name === shippedName ? this.#options.shippedDir : join(this.dir, name)
  }

  #missing(name: string): string {
    return `The active generation ${name} is no longer in ${this.dir}: the shipped one is used. Activate another.`
  }
}

function isName(name: string): boolean {
  return generationName.safeParse(name).success && name !== shippedName
}
