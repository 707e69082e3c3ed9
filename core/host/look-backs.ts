import { randomUUID } from 'node:crypto'
import type { AsOf } from '../contract/index.ts'
import type { EventStore } from '../events/event-store.ts'
import { LookBack, type LookBackEnd } from '../pipeline/look-back.ts'
import { Store } from '../store/store.ts'
import { StoredEvents } from '../store/stored-events.ts'
import type { ModelPlaces } from './model-handlers.ts'

interface Places extends ModelPlaces {
  workspace: string
}

interface View {
  asOf: AsOf
  work: LookBack
  /** Once it is shown. */
  opened?: { store: Store; events: StoredEvents }
}

/** What screens see that look back: each its own moment. A screen is known by the signal that is aborted when it goes. */
export class LookBacks {
  readonly #places: Places
  readonly #now: Store
  readonly #onProgress: (asOf: AsOf) => void
  readonly #views = new Map<AbortSignal, View>()

  constructor(places: Places, now: Store, onProgress: (asOf: AsOf) => void) {
    this.#places = places
    this.#now = now
    this.#onProgress = onProgress
  }

  /** @throws Error while another is being made: each takes as long as an import */
  async start(time: number, screen: AbortSignal): Promise<{ id: string }> {
    if (this.#views.values().some(({ asOf }) => asOf.state === 'running'))
      throw new Error('An earlier moment is being looked up already: wait for its end, or cancel it.')
    await this.leave(screen)
    const { workspace, modelsDir, dataDir } = this.#places
    const asOf: AsOf = { id: randomUUID(), time, state: 'running', share: 0, error: undefined }
    const work = new LookBack({
      workspace,
      modelsDir,
      dataDir,
      asOf: time,
      onProgress: (share) => this.#tell(view, { share }),
      onEnd: (end) => this.#end(view, end),
    })
    const view: View = { asOf, work }
    this.#views.set(screen, view)
    screen.addEventListener('abort', () => void this.leave(screen).catch(forsake), { once: true })
    return { id: asOf.id }
  }

  cancel(id: string): void {
    this.#views
      .values()
      .find(({ asOf }) => asOf.id === id)
      ?.work.cancel()
  }

  status(screen: AbortSignal): AsOf | undefined {
    return this.#views.get(screen)?.asOf
  }

  async leave(screen: AbortSignal): Promise<void> {
    const view = this.#views.get(screen)
    if (view === undefined) return
    this.#views.delete(screen)
    view.opened?.events.close()
    view.opened?.store.close()
    delete view.opened
    await view.work.drop()
  }

  /** The results that the screen sees. */
  store(screen: AbortSignal): Store {
    return this.#views.get(screen)?.opened?.store ?? this.#now
  }

  events(screen: AbortSignal): EventStore {
    return this.#views.get(screen)?.opened?.events ?? this.#now.events
  }

  /** @throws Error where the screen looks back: nothing is changed in the past */
  assertNow(screen: AbortSignal): void {
    const view = this.#views.get(screen)
    if (view?.opened === undefined) return
    const moment = new Date(view.asOf.time).toISOString()
    throw new Error(`This is what was known at ${moment}. Go back to now to change anything.`)
  }

  async close(): Promise<void> {
    await Promise.all(this.#views.keys().map((screen) => this.leave(screen)))
  }

  #end(view: View, end: LookBackEnd): void {
    // A screen that has gone, or has left, waits for nothing.
    if (!this.#views.values().some((one) => one === view)) return
    if (end.state !== 'done') {
      view.work.drop().catch(forsake)
      return this.#tell(view, end)
    }
    const store = new Store(view.work.path)
    view.opened = { store, events: new StoredEvents(this.#now, view.asOf.time) }
    this.#tell(view, { state: 'shown', share: 1 })
  }

  #tell(view: View, change: Partial<AsOf>): void {
    view.asOf = { ...view.asOf, ...change }
    this.#onProgress(view.asOf)
  }
}

/** What cannot be removed from the temporary folder stays there: nobody waits for it. */
function forsake(): void {}
