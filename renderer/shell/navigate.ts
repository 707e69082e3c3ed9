import { use, useEffect } from 'react'
import { formatRoute, parseRoute, type Route } from '../store/route.ts'
import { StoreContext } from '../store/use-store.ts'

export function navigate(route: Route): void {
  window.location.hash = formatRoute(route)
}

/** Keeps the store's route at the address. */
export function useRouting(): void {
  const store = use(StoreContext)
  useEffect(() => {
    const follow = () => store?.setState({ route: parseRoute(window.location.hash) })
    follow()
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [store])
}
