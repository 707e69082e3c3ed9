import { createContext, use } from 'react'
import { useStore as useZustand } from 'zustand'
import type { State } from './state.ts'
import type { Store } from './store.ts'

export const StoreContext = createContext<Store | undefined>(undefined)

/** One field per call. */
export function useStore<T>(selector: (state: State) => T): T {
  const store = use(StoreContext)
  if (store === undefined) throw new Error('useStore outside of StoreContext')
  return useZustand(store, selector)
}
