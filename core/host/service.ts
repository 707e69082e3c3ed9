import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  requests,
  type AppInfo,
  type ImportRequest,
  type Pushes,
  type PushName,
  type RequestName,
  type Requests,
} from '../contract/index.ts'
import type { Rule } from '../detect/suppression.ts'
import { parseMapping } from '../ingest/mapping.ts'
import { previewMapping } from '../ingest/preview-mapping.ts'
import { ImportRunner } from '../pipeline/import-runner.ts'
import { LiveRunner } from '../pipeline/live/live-runner.ts'
import { PreviewRunner } from '../pipeline/preview-runner.ts'
import { dropStaging } from '../pipeline/stage.ts'
import { clearQuarantine, quarantinePath, readQuarantine } from '../pipeline/quarantine.ts'
import { renderReport } from '../report/html.ts'
import { readAlikeGroups } from '../store/alike.ts'
import { readSettings } from '../settings/settings-file.ts'
import { findPastImport } from '../store/import-history.ts'
import { listMappings, saveMapping } from '../store/mapping-shelf.ts'
import { readOverview } from '../store/overview.ts'
import { readIncidentRisk, readTopRisk } from '../store/risk.ts'
import { countRules } from '../store/rules.ts'
import { retentionOf } from '../store/retention.ts'
import { Store } from '../store/store.ts'
import { TrainingRunner } from '../pipeline/training-runner.ts'
import { translateError } from '../store/workspace-error.ts'
import type { Handlers } from './handlers.ts'
import { eventHandlers } from './event-handlers.ts'
import { liveHandlers } from './live-handlers.ts'
import { LookBacks } from './look-backs.ts'
import { readingOptions } from './reading-options.ts'
import { summariseIncident } from './summarise-incident.ts'
import { describeActive, modelHandlers, type ModelPlaces } from './model-handlers.ts'
import {
  addRule,
  readListedRules,
  readRuleLog,
  endExpiredRules,
  removeRule,
  updateRule,
  type Actor,
} from '../store/suppression.ts'
import { personName } from './person.ts'

type Listener = <K extends PushName>(name: K, payload: Pushes[K]) => void

export interface ServiceOptions extends ModelPlaces {
  /** File of the workspace. */
  workspace: string
  /** What does not change while the service runs. */
  about: Pick<AppInfo, 'version' | 'formats' | 'geo' | 'obstacle'>
  examplePath: string
}

/** Answers the contract over one workspace; imports run on a worker thread of their own. */
export class Service {
  readonly #options: ServiceOptions
  readonly #store: Store
  readonly #runner: ImportRunner
  readonly #live: LiveRunner
  readonly #training: TrainingRunner
  readonly #previews: PreviewRunner
  readonly #lookBacks: LookBacks
  readonly #listeners = new Set<Listener>()
  readonly #handlers: Handlers

  constructor(options: ServiceOptions) {
    this.#options = options
    this.#store = new Store(options.workspace)
    this.#runner = new ImportRunner({
      workspace: options.workspace,
      modelsDir: options.modelsDir,
      dataDir: options.dataDir,
      onProgress: (progress) => this.#push('import.progress', progress),
      onData: () => this.#push('data.changed', { tables: ['incidents', 'alerts', 'overview'] }),
      onFinished: (report) => {
        this.#push('import.finished', report)
        this.#push('data.changed', { tables: ['incidents', 'alerts', 'overview', 'imports', 'rules'] })
      },
    })
    this.#live = new LiveRunner({
      workspace: options.workspace,
      modelsDir: options.modelsDir,
      dataDir: options.dataDir,
      onProgress: (progress) => this.#push('live.progress', progress),
      onData: () => this.#push('data.changed', { tables: ['incidents', 'alerts', 'overview', 'imports'] }),
    })
    this.#training = new TrainingRunner({
      ...options,
      onProgress: (progress) => {
        this.#push('training.progress', progress)
        if (progress.state === 'done') this.#push('data.changed', { tables: ['models'] })
      },
    })
    this.#previews = new PreviewRunner(options.workspace)
    this.#lookBacks = new LookBacks(options, this.#store, (asOf) => this.#push('asOf.progress', asOf))
    this.#handlers = this.#createHandlers()
    this.#endExpiredRules()
    // What is wrong with the workspace or the settings shows where they are asked for.
    void this.#keepEvents().catch(() => undefined)
  }

  /**
   * Answers one request of a screen. Rejects with a message for a person.
   * @param signal aborted when nobody waits for the answer any more
   */
  async request<K extends RequestName>(
    name: K,
    argument: unknown,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<ReturnType<Requests[K]>> {
    const parsed = requests[name].argument.safeParse(argument)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new Error(`The request ${name} was not understood: ${issue?.message ?? parsed.error.message}.`)
    }
    const handler = this.#handlers[name] as (
      argument: unknown,
      signal: AbortSignal,
    ) => ReturnType<Requests[K]> | Promise<ReturnType<Requests[K]>>
    try {
      return await handler(parsed.data, signal)
    } catch (error) {
      throw translateError(error, this.#options.workspace)
    }
  }

  /** Calls the listener with every push until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Stops a running import (what it found is kept) and closes the workspace. */
  async close(): Promise<void> {
    await Promise.all([
      this.#runner.close(),
      this.#live.close(),
      this.#training.close(),
      this.#previews.close(),
      this.#lookBacks.close(),
    ])
    this.#store.close()
  }

  #push<K extends PushName>(name: K, payload: Pushes[K]): void {
    for (const listener of this.#listeners) listener(name, payload)
  }

  #startImport({ paths, sources, ...reading }: ImportRequest): { id: string } {
    this.#assertFree()
    const mappings = listMappings(this.#store)
    const id = randomUUID()
    this.#runner.start({
      id,
      paths,
      ...readingOptions(reading, mappings),
      sources: sources?.map(({ path, ...own }) => ({ path, ...readingOptions(own, mappings) })),
    })
    return { id }
  }

  /** @throws Error where the workspace can't be changed, or something is read into it */
  #assertFree(): void {
    this.#store.assertWritable()
    if (this.#live.isRunning)
      throw new Error('Live sources are being read into this workspace: stop that first, on the screen Live.')
    if (this.#runner.isRunning)
      throw new Error('An import is already running: wait for its end, or cancel it.')
  }

  /** @throws Error for an import that came to its end, or of which no file is known */
  #goOn(past: string): { id: string } {
    this.#assertFree()
    const found = findPastImport(this.#store, past)
    if (found === undefined || found.isDone || found.contents.length === 0)
      throw new Error('There is nothing to go on with: open the files again.')
    const { folder: _, ...reading } = found.reading
    const id = randomUUID()
    this.#runner.start({ ...reading, id, paths: found.contents.map(({ path }) => path) })
    return { id }
  }

  #actor(): Actor {
    return { who: personName(), now: Date.now() }
  }

  #changeRules(screen: AbortSignal, change: (actor: Actor) => Rule): Rule {
    this.#lookBacks.assertNow(screen)
    const rule = this.#store.change(() => change(this.#actor()))
    this.#push('data.changed', { tables: ['incidents', 'alerts', 'overview', 'rules'] })
    return rule
  }

  /** Ends rules that have expired since. */
  #endExpiredRules(): void {
    if (!endExpiredRules(this.#store, Date.now())) return
    this.#push('data.changed', { tables: ['incidents', 'alerts', 'overview'] })
  }

  async #keepEvents(): Promise<void> {
    const { settings } = await readSettings(this.#options.dataDir)
    await this.#store.keepEvents(retentionOf(settings))
  }

  #createHandlers(): Handlers {
    const { examplePath, about, workspace } = this.#options
    const store = this.#store
    /** With the results that a screen sees: those of now, or of a moment. */
    const seen = (screen: AbortSignal) => this.#lookBacks.store(screen)
    return {
      ...modelHandlers(this.#options, this.#training, async (table) => {
        if (table === 'settings') await this.#keepEvents()
        this.#push('data.changed', { tables: [table] })
      }),
      'app.info': async () => ({
        ...about,
        model: await describeActive(this.#options),
        workspace,
        recent: store.recents(),
        hasExample: existsSync(examplePath),
      }),
      'import.start': (request) => {
        const started = this.#startImport(request)
        for (const path of request.paths) store.addRecent(path, Date.now())
        return started
      },
      'import.example': () => this.#startImport({ paths: [examplePath] }),
      'import.goOn': ({ id }) => this.#goOn(id),
      'import.cancel': ({ id }) => this.#runner.cancel(id),
      'import.status': () => this.#runner.status(),
      'import.reports': (request) => store.importPage(request),
      ...liveHandlers(
        this.#live,
        (request) => readingOptions(request, listMappings(store)),
        () => this.#assertFree(),
      ),
      'quarantine.read': ({ id, ...query }) => {
        const file = quarantinePath(workspace, id)
        if (file === undefined) throw new Error('This import has no rejected lines.')
        return readQuarantine(file, query)
      },
      'mapping.preview': ({ path, mapping }, signal) => previewMapping(path, { mapping, signal }),
      'mapping.save': ({ name, mapping }) => {
        parseMapping(mapping)
        saveMapping(store, { name, saved: Date.now(), mapping })
      },
      'mapping.list': () => listMappings(store),
      'overview.get': (_, screen) => readOverview(seen(screen)),
      'incidents.list': (request, screen) => {
        const { items, next } = seen(screen).incidentPage(request)
        return { items: items.map(summariseIncident), next, ...seen(screen).countIncidents() }
      },
      'alerts.alike': (_, screen) => readAlikeGroups(seen(screen)),
      'incident.get': ({ id }, screen) => seen(screen).incident(id),
      'incident.setStatus': ({ id, status }, screen) => {
        this.#lookBacks.assertNow(screen)
        store.setStatus(id, status)
        this.#push('data.changed', { tables: ['incidents', 'overview'] })
      },
      'risk.get': ({ incident }, screen) =>
        incident === undefined ? readTopRisk(seen(screen)) : readIncidentRisk(seen(screen), incident),
      'rules.list': (request) => {
        this.#endExpiredRules()
        const page = readListedRules(store, request, Date.now())
        return { ...page, total: countRules(store), who: personName() }
      },
      'rules.log': (request) => readRuleLog(store, request),
      'rules.hidden': ({ id, ...request }) => store.hiddenPage(id, request),
      'rules.preview': (draft, screen) => {
        store.assertWritable()
        this.#lookBacks.assertNow(screen)
        return this.#previews.preview(draft, screen)
      },
      'rules.add': (draft, screen) => this.#changeRules(screen, (actor) => addRule(store, draft, actor)),
      'rules.remove': ({ id }, screen) => this.#changeRules(screen, (actor) => removeRule(store, id, actor)),
      'rules.update': (change, screen) =>
        this.#changeRules(screen, (actor) => updateRule(store, change, actor)),
      ...eventHandlers(
        (screen) => this.#lookBacks.events(screen),
        () => store.eventUsage(),
      ),
      'asOf.start': ({ time }, screen) => this.#lookBacks.start(time, screen),
      'asOf.cancel': ({ id }) => this.#lookBacks.cancel(id),
      'asOf.status': (_, screen) => this.#lookBacks.status(screen),
      'asOf.leave': (_, screen) => this.#lookBacks.leave(screen),
      'report.html': ({ incident }, screen) =>
        renderReport(seen(screen), { version: about.version, incident }),
      'workspace.rebuild': (_, screen) => {
        this.#lookBacks.assertNow(screen)
        this.#assertFree()
        const id = randomUUID()
        this.#runner.start({ id, paths: [], isRebuild: true })
        return { id }
      },
      'workspace.clear': async (_, screen) => {
        this.#lookBacks.assertNow(screen)
        this.#assertFree()
        store.holding('a clearing', () => {
          store.clear()
          dropStaging(workspace)
        })
        await clearQuarantine(workspace)
        this.#push('data.changed', { tables: ['incidents', 'alerts', 'overview', 'imports', 'rules'] })
      },
    }
  }
}
