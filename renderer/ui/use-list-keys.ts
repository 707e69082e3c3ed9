import { useEffect, useRef, type KeyboardEvent as ReactKeyboardEvent } from 'react'

interface ListKeys {
  count: number
  /** Index under the cursor. */
  at: number
  move: (index: number) => void
  open: (index: number) => void
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'preventDefault'>

const page = 20

/** Arrows, j/k, Home, End, page keys and Enter for the list that has the focus, or for the only one when nothing has. */
export function useListKeys(list: ListKeys): (event: ReactKeyboardEvent) => void {
  const latest = useRef(list)
  useEffect(() => {
    latest.current = list
  })
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      const nothingFocused =
        event.target === document.body || (event.target as HTMLElement | null)?.id === 'main'
      if (nothingFocused && !event.defaultPrevented) handleKey(event, latest.current)
    }
    window.addEventListener('keydown', handle)
    return () => window.removeEventListener('keydown', handle)
  }, [])
  return (event) => handleKey(event, list)
}

function handleKey(event: Key, { count, at, move, open }: ListKeys) {
  if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return
  const target = destination(event.key, at, count)
  if (target !== undefined) move(Math.min(count - 1, Math.max(0, target)))
  else if (event.key === 'Enter') open(at)
  else return
  event.preventDefault()
}

function destination(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return at + 1
    case 'ArrowUp':
    case 'k':
      return at - 1
    case 'PageDown':
      return at + page
    case 'PageUp':
      return at - page
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
