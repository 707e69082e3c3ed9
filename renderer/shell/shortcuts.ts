import { use, useEffect } from 'react'
import type { Route } from '../store/route.ts'
import { selectAlert } from '../store/selectors.ts'
import { StoreContext } from '../store/use-store.ts'
import { navigate } from './navigate.ts'

export const shortcuts = [
  { keys: ['g', 'o'], does: 'Go to the overview' },
  { keys: ['g', 'i'], does: 'Go to the incidents' },
  { keys: ['g', 'r'], does: 'Go to the rules' },
  { keys: ['g', 'm'], does: 'Go to the import' },
  { keys: ['g', 'l'], does: 'Go to what is read live' },
  { keys: ['g', 'c'], does: 'Go to the coverage' },
  { keys: ['g', 's'], does: 'Go to the models and settings' },
  { keys: ['/'], does: 'Filter the incidents' },
  { keys: ['j'], does: 'Next in the list (also ↓)' },
  { keys: ['k'], does: 'Previous in the list (also ↑)' },
  { keys: ['s'], does: 'Suppress the alert under the cursor' },
  { keys: ['Enter'], does: 'Open what is under the cursor' },
  { keys: ['Esc'], does: 'Back to the list, or leave the filter' },
  { keys: ['?'], does: 'Show these shortcuts' },
] as const

const destinations: Record<string, Route> = {
  o: { screen: 'overview' },
  i: { screen: 'incidents' },
  r: { screen: 'rules' },
  m: { screen: 'import' },
  l: { screen: 'live' },
  c: { screen: 'coverage' },
  s: { screen: 'models' },
}

const sequenceMs = 1_500

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, [role=dialog], [data-own-keys]') !== null
  )
}

/** The keys that work everywhere. A list handles its own. */
export function useShortcuts(): void {
  const store = use(StoreContext)
  useEffect(() => {
    if (store === undefined) return
    let goPressed = 0
    const handle = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      const { route, showShortcuts, startRule } = store.getState()
      const destination = event.timeStamp - goPressed < sequenceMs ? destinations[event.key] : undefined
      goPressed = 0
      if (destination !== undefined) navigate(destination)
      else if (event.key === 'g') goPressed = event.timeStamp
      else if (event.key === '?') showShortcuts(true)
      else if (event.key === 's' && route.screen === 'incident') {
        event.preventDefault()
        startRule(selectAlert(store.getState()))
      } else if (event.key === 'Escape' && route.screen === 'incident') navigate({ screen: 'incidents' })
      else if (event.key === '/') {
        event.preventDefault()
        focusFilter(route)
      }
    }
    window.addEventListener('keydown', handle)
    return () => window.removeEventListener('keydown', handle)
  }, [store])
}

export const filterId = 'incident-filter'

function focusFilter(route: Route) {
  if (route.screen !== 'incidents') navigate({ screen: 'incidents' })
  // The list is rendered a moment after its address is set.
  setTimeout(() => document.getElementById(filterId)?.focus(), route.screen === 'incidents' ? 0 : 100)
}
