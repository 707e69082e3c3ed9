// @vitest-environment happy-dom
import { Dialog } from '@base-ui/react/dialog'
import { createRoot } from 'react-dom/client'
import { act } from 'react'
import { expect, test } from 'vitest'

globalThis.IS_REACT_ACT_ENVIRONMENT = true

const hostile = 'an\u202ena\u200b\u009b31m'
const shown = 'an\\u202ena\\u200b\\u009b31m'

test('an element shows text as what it is, in its content and in what is read aloud', () => {
  const host = document.createElement('div')
  act(() =>
    createRoot(host).render(
      <section aria-label={hostile}>
        <b title={hostile}>{hostile}</b> of {[hostile, <i key="i">{hostile}</i>]}
      </section>,
    ),
  )
  expect(host.textContent).toBe(`${shown} of ${shown}${shown}`)
  expect(host.querySelector('section')?.getAttribute('aria-label')).toBe(shown)
  expect(host.querySelector('b')?.title).toBe(shown)
})

test('so does the content of a component that a library renders', () => {
  const host = document.createElement('div')
  document.body.append(host)
  act(() =>
    createRoot(host).render(
      <Dialog.Root open>
        <Dialog.Portal>
          <Dialog.Popup>
            <Dialog.Title>{hostile}</Dialog.Title>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>,
    ),
  )
  expect(document.querySelector('h2')?.textContent).toBe(shown)
})

test('what is typed into a field stays what it is', () => {
  const host = document.createElement('div')
  act(() => createRoot(host).render(<input value={hostile} readOnly />))
  expect(host.querySelector('input')?.value).toBe(hostile)
})
