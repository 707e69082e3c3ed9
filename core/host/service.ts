import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { AppInfo, EventName, Events, IncidentSummary, RequestName, Requests } from '../contract.ts'
import type { Incident } from '../correlate/incident.ts'
import { ImportRunner } from '../pipeline/import-runner.ts'
import { renderReport } from '../report/html.ts'
import { readOverview } from '../store/overview.ts'
import { Store } from '../store/store.ts'
import { argumentSchemas } from './arguments.ts'

type Handlers = {
  [K in RequestName]: (
    argument: Parameters<Requests[K]>[0] & {},
  ) => ReturnType<Requests[K]> | Promise<ReturnType<Requests[K]>>
}
type Listener = <K extends EventName>(name: K, payload: Events[K]) => void

export interface ServiceOptions {
  /** File of the workspace. */
  workspace: string
  /** What does not change while the service runs. */
  about: Pick<AppInfo, 'version' | 'formats' | 'model' | 'geo'>
  modelsDir: string
  examplePath: string
}

/** Answers the contract over one workspace; imports run on a worker thread of their own. */
export class Service {
  readonly #options: ServiceOptions
  readonly #store: Store
  readonly #runner: ImportRunner
  readonly #listeners = new Set<Listener>()
  readonly #handlers: Handlers

  constructor(options: ServiceOptions) {
    this.#options = options
    this.#store = new Store(options.workspace)
    this.#runner = new ImportRunner({
      workspace: options.workspace,
      modelsDir: options.modelsDir,
      onProgress: (progress) => this.#push('import.progress', progress),
      onData: () => this.#push('data.changed', { tables: ['incidents', 'alerts', 'overview'] }),
      onFinished: (report) => {
        this.#push('import.finished', report)
        this.#push('data.changed', { tables: ['incidents', 'alerts', 'overview', 'imports'] })
      },
    })
    this.#handlers = this.#createHandlers()
  }

  /** Answers one request of a screen. Rejects with a message for a person. */
  async request<K extends RequestName>(name: K, argument: unknown): Promise<ReturnType<Requests[K]>> {
    const parsed = argumentSchemas[name].safeParse(argument)
    if (!parsed.success) throw new Error(`The request ${name} was not understood: ${parsed.error.message}`)
    const handler = this.#handlers[name] as (
      argument: unknown,
    ) => ReturnType<Requests[K]> | Promise<ReturnType<Requests[K]>>
    return handler(parsed.data)
  }

  /** Calls the listener with every push until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Stops a running import (what it found is kept) and closes the workspace. */
  async close(): Promise<void> {
    await this.#runner.close()
    this.#store.close()
  }

  #push<K extends EventName>(name: K, payload: Events[K]): void {
    for (const listener of this.#listeners) listener(name, payload)
  }

  #startImport(paths: string[], format?: string): { id: string } {
    const id = randomUUID()
    this.#runner.start({ id, paths, format })
    return { id }
  }

  #createHandlers(): Handlers {
    const { examplePath, about, workspace } = this.#options
    const store = this.#store
    return {
      'app.info': () => ({
        ...about,
        workspace,
        recent: store.recents(),
        hasExample: existsSync(examplePath),
      }),
      'import.start': ({ paths, format }) => {
        const started = this.#startImport(paths, format)
        for (const path of paths) store.addRecent(path, Date.now())
        return started
      },
      'import.example': () => this.#startImport([examplePath]),
      'import.cancel': ({ id }) => this.#runner.cancel(id),
      'import.status': () => this.#runner.status(),
      'import.reports': () => store.imports(),
      'overview.get': () => readOverview(store),
      'incidents.list': () => store.incidents().map(summarise),
      'incident.get': ({ id }) => store.incident(id),
      'incident.setStatus': ({ id, status }) => {
        store.setStatus(id, status)
        this.#push('data.changed', { tables: ['incidents'] })
      },
      'report.html': ({ incident }) => renderReport(store, { version: about.version, incident }),
      'workspace.clear': () => {
        store.clear()
        this.#push('data.changed', { tables: ['incidents', 'alerts', 'overview', 'imports'] })
      },
    }
  }
}

function summarise(incident: Incident & { alertCount: number }): IncidentSummary {
  const { id, title, severity, score, confidence, start, end, status, entities } = incident
  return {
    id,
    title,
    severity,
    score,
    confidence,
    start,
    end,
    status,
    users: entities.users,
    sourceIps: entities.sourceIps,
    countries: entities.countries,
    techniques: incident.techniques.map((technique) => technique.id),
    tactics: incident.stages.map((stage) => stage.tactic),
    alerts: incident.alertCount,
  }
}
