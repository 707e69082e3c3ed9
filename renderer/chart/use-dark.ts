import { useSyncExternalStore } from 'react'
import { useStore } from '../store/use-store.ts'

const query = () => window.matchMedia('(prefers-color-scheme: dark)')

/** Whether the dark colours show now; a chart is drawn anew when that changes. */
export function useDark(): boolean {
  const theme = useStore((state) => state.theme)
  const systemDark = useSyncExternalStore(
    (changed) => {
      const media = query()
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => query().matches,
  )
  return theme === 'system' ? systemDark : theme === 'dark'
}
