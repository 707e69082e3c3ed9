import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach } from 'vitest'
import { FilesContext } from '../start/use-open.ts'
import { createStore, type Store } from '../store/store.ts'
import { StoreContext } from '../store/use-store.ts'
import { createFakeCore } from './fake-core.ts'

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true

const roots: Root[] = []
afterEach(async () => {
  await act(async () => {
    for (const root of roots.splice(0)) root.unmount()
  })
  document.body.replaceChildren()
})

/** Renders into the page with a store around it. */
export async function render(children: ReactNode, core = createFakeCore()): Promise<Store> {
  const store = createStore(core)
  const container = document.createElement('div')
  document.body.append(container)
  const root = createRoot(container)
  roots.push(root)
  await act(async () =>
    root.render(
      <StoreContext value={store}>
        <FilesContext value={core.files}>{children}</FilesContext>
      </StoreContext>,
    ),
  )
  return store
}

export async function click(element: Element | null | undefined): Promise<void> {
  if (!(element instanceof HTMLElement || element instanceof SVGElement)) throw new Error('nothing to click')
  await act(async () => element.dispatchEvent(new MouseEvent('click', { bubbles: true })))
}

export async function press(key: string, target: EventTarget = document.body): Promise<void> {
  await act(async () =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  )
}

const mostTurns = 30

/** Lets what hangs on messages and timers happen, until the page stays as it is. */
export async function settle(milliseconds = 30): Promise<void> {
  let before: string
  let turns = 0
  do {
    before = document.body.innerHTML
    await act(() => new Promise((resolve) => setTimeout(resolve, milliseconds)))
  } while (document.body.innerHTML !== before && ++turns < mostTurns)
}

export function byLabel(label: string): HTMLElement {
  const element = document.querySelector(`[aria-label="${label}"]`)
  if (!(element instanceof HTMLElement)) throw new Error(`nothing is labelled ${label}`)
  return element
}
