import type {
  EventUsage,
  ModelShelf,
  ProviderTest,
  ReadSettings,
  Settings,
  TrainingProgress,
} from '../../core/contract/index.ts'
import { createLoader, notLoaded, type Loadable } from './loadable.ts'
import type { CreateSlice } from './state.ts'

export interface ModelsSlice {
  shelf: Loadable<ModelShelf>
  /** The training that runs, or the last one. */
  training: TrainingProgress | undefined
  settings: Loadable<ReadSettings>
  eventUsage: Loadable<EventUsage>
  /** Not loaded until the analyst asks for it. */
  providerTests: Loadable<ProviderTest[]>
  loadModels: () => Promise<void>
  activateModel: (name: string) => Promise<void>
  rollBackModel: () => Promise<void>
  removeModel: (name: string) => Promise<void>
  startTraining: () => Promise<void>
  cancelTraining: () => Promise<void>
  loadSettings: () => Promise<void>
  loadEventUsage: () => Promise<void>
  changeSettings: (change: Partial<Settings>) => Promise<void>
  testProviders: () => Promise<void>
}

export const createModelsSlice: CreateSlice<ModelsSlice> =
  ({ client }) =>
  (set, get) => ({
    shelf: notLoaded,
    training: undefined,
    settings: notLoaded,
    eventUsage: notLoaded,
    providerTests: notLoaded,

    loadModels: createLoader(
      async () => {
        set({ training: await client.request('training.status') })
        return client.request('models.list')
      },
      (change) => set({ shelf: { ...get().shelf, ...change } }),
    ),
    activateModel: (name) => client.request('models.activate', { name }),
    rollBackModel: () => client.request('models.rollBack'),
    removeModel: (name) => client.request('models.remove', { name }),

    startTraining: async () => {
      await client.request('training.start')
    },
    cancelTraining: async () => {
      const { training } = get()
      if (training !== undefined) await client.request('training.cancel', { id: training.id })
    },

    loadSettings: createLoader(
      () => client.request('settings.get'),
      (change) => set({ settings: { ...get().settings, ...change } }),
    ),
    loadEventUsage: createLoader(
      () => client.request('events.usage'),
      (change) => set({ eventUsage: { ...get().eventUsage, ...change } }),
    ),
    changeSettings: (change) => client.request('settings.set', change),

    testProviders: createLoader(
      () => client.request('providers.test'),
      (change) => set({ providerTests: { ...get().providerTests, ...change } }),
    ),
  })
