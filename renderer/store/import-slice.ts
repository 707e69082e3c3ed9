import type {
  ImportProgress,
  ImportReport,
  Page,
  QuarantinePage,
  ReadingRequest,
  Requests,
} from '../../core/contract/index.ts'
import { notLoaded, type Loadable } from './loadable.ts'
import { createPagedLoader } from './paged.ts'
import type { CreateSlice } from './state.ts'

/** A file on its way to the host, before its import starts. */
export interface Upload {
  name: string
  sent: number
  total: number
}

export interface ImportSlice {
  progress: ImportProgress | undefined
  reports: Loadable<Page<ImportReport>>
  uploads: Upload[]
  loadImports: () => Promise<void>
  loadMoreImports: () => Promise<void>
  startImport: (paths: string[], reading?: ReadingRequest) => Promise<void>
  startExample: () => Promise<void>
  /** Reads on where an import ended before its time. */
  goOnWith: (id: string) => Promise<void>
  /** Makes the files readable for the core, then imports them. */
  importFiles: (files: File[], reading?: ReadingRequest) => Promise<void>
  cancelImport: () => Promise<void>
  readQuarantine: (query: Parameters<Requests['quarantine.read']>[0]) => Promise<QuarantinePage>
  clearWorkspace: () => Promise<void>
  /** Analyses everything anew, in order of time; shown like an import. */
  rebuildWorkspace: () => Promise<void>
}

export const createImportSlice: CreateSlice<ImportSlice> =
  ({ client, files: access }) =>
  (set, get) => {
    const { load, more } = createPagedLoader(
      async (request) => {
        if (request.after === undefined) set({ progress: await client.request('import.status') })
        return client.request('import.reports', request)
      },
      (change) => set({ reports: { ...get().reports, ...change } }),
    )
    return {
      progress: undefined,
      reports: notLoaded,
      uploads: [],

      loadImports: load,
      loadMoreImports: more,

      startImport: async (paths, reading) => {
        await client.request('import.start', { paths, ...reading })
        set({ progress: await client.request('import.status') })
      },

      startExample: async () => {
        await client.request('import.example')
        set({ progress: await client.request('import.status') })
      },

      goOnWith: async (id) => {
        await client.request('import.goOn', { id })
        set({ progress: await client.request('import.status') })
      },

      importFiles: async (files, reading) => {
        set({ uploads: files.map(({ name, size }) => ({ name, sent: 0, total: size })) })
        try {
          const paths: string[] = []
          // One after the other: the host writes to one disk.
          for (const [index, file] of files.entries())
            paths.push(
              await access.resolve(file, (sent) =>
                set({
                  uploads: get().uploads.map((upload, at) => (at === index ? { ...upload, sent } : upload)),
                }),
              ),
            )
          await get().startImport(paths, reading)
        } finally {
          set({ uploads: [] })
        }
      },

      cancelImport: async () => {
        const { progress } = get()
        if (progress !== undefined) await client.request('import.cancel', { id: progress.id })
      },

      readQuarantine: (query) => client.request('quarantine.read', query),

      rebuildWorkspace: async () => {
        await client.request('workspace.rebuild')
        set({ progress: await client.request('import.status') })
      },

      clearWorkspace: async () => {
        await client.request('workspace.clear')
        set({ progress: undefined })
        const { loadImports, loadOverview, loadIncidents } = get()
        await Promise.all([loadImports(), loadOverview(), loadIncidents()])
      },
    }
  }
