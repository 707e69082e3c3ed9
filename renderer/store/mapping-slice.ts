import type { MappingDocument, MappingPreview, SavedMapping } from '../../core/contract/index.ts'
import { createLoader, notLoaded, type Loadable } from './loadable.ts'
import type { CreateSlice } from './state.ts'

export interface MappingSlice {
  mappings: Loadable<SavedMapping[]>
  loadMappings: () => Promise<void>
  /** What a file's first records become; without a mapping, through the one that is suggested. */
  previewMapping: (path: string, mapping?: MappingDocument) => Promise<MappingPreview>
  saveMapping: (name: string, mapping: MappingDocument) => Promise<void>
}

export const createMappingSlice: CreateSlice<MappingSlice> =
  ({ client }) =>
  (set, get) => ({
    mappings: notLoaded,
    loadMappings: createLoader(
      () => client.request('mapping.list'),
      (change) => set({ mappings: { ...get().mappings, ...change } }),
    ),
    previewMapping: (path, mapping) => client.request('mapping.preview', { path, mapping }),
    saveMapping: async (name, mapping) => {
      await client.request('mapping.save', { name, mapping })
      await get().loadMappings()
    },
  })
