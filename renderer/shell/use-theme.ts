import { useLayoutEffect } from 'react'
import { useStore } from '../store/use-store.ts'

/** Without the attribute the page follows the system. */
export function useTheme(): void {
  const theme = useStore((state) => state.theme)
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
  }, [theme])
}
