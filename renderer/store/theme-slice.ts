import type { Zone } from '../format/time.ts'
import type { CreateSlice } from './state.ts'

export type Theme = 'system' | 'light' | 'dark'

export interface ThemeSlice {
  theme: Theme
  zone: Zone
  setTheme: (theme: Theme) => void
  setZone: (zone: Zone) => void
}

/** What this browser remembers of how things are to be shown. */
export const createThemeSlice: CreateSlice<ThemeSlice> = () => (set) => ({
  theme: recall('sonic-theme', ['system', 'light', 'dark']),
  zone: recall('sonic-zone', ['UTC', 'local']),
  setTheme: (theme) => {
    localStorage.setItem('sonic-theme', theme)
    set({ theme })
  },
  setZone: (zone) => {
    localStorage.setItem('sonic-zone', zone)
    set({ zone })
  },
})

/** The first choice is the default. */
function recall<T extends string>(key: string, choices: readonly [T, ...T[]]): T {
  const stored = localStorage.getItem(key)
  return choices.find((choice) => choice === stored) ?? choices[0]
}
