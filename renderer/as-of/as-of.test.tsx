// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import type { AsOf, Requests } from '../../core/contract/index.ts'
import { Shell } from '../shell/shell.tsx'
import { createFakeCore } from '../test/fake-core.ts'
import { createOverview, createReport, createSummary, incidentPageOf, pageOf } from '../test/factories.ts'
import { click, render, settle } from '../test/render.tsx'
import { fieldText, momentOf } from './moment.ts'

const moment = Date.UTC(2026, 2, 4, 8, 15, 9)

beforeEach(() => {
  window.location.hash = '#/incidents'
  localStorage.clear()
})

function button(label: string): HTMLButtonElement | undefined {
  return [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === label)
}

test('a moment is looked up, shown under a banner, and left', async () => {
  let asOf: AsOf | undefined
  const start = vi.fn<Requests['asOf.start']>(({ time }) => {
    asOf = { id: 'look', time, state: 'running', share: 0, error: undefined }
    return { id: 'look' }
  })
  const title = () => (asOf?.state === 'shown' ? 'Known then' : 'Known now')
  const core = createFakeCore({
    'overview.get': () => ({ ...createOverview(), timeRange: { first: 0, last: moment } }),
    'import.status': () => undefined,
    'import.reports': () => pageOf([createReport()]),
    'incidents.list': () => incidentPageOf([createSummary({ title: title() })]),
    'asOf.status': () => asOf,
    'asOf.start': start,
    'asOf.cancel': () => undefined,
    'asOf.leave': () => {
      asOf = undefined
    },
  })
  const store = await render(<Shell />, core)
  await settle()
  expect(document.body.textContent).not.toContain('Back to now')
  await click(button('As of…'))
  await settle()
  await click(button('Show'))
  await settle()
  expect(start).toHaveBeenCalledWith({ time: moment + 999 })
  expect(document.body.textContent).toContain('Looking up what was known at 2026-03-04 08:15:09 UTC.')

  asOf = { id: 'look', time: moment, state: 'shown', share: 1, error: undefined }
  await core.push('asOf.progress', { ...asOf, id: 'of another screen' })
  await settle()
  expect(store.getState().asOf?.state).toBe('running')
  await core.push('asOf.progress', asOf)
  await settle()
  expect(document.body.textContent).toContain('This is what was known at 2026-03-04 08:15:09 UTC.')
  expect(store.getState().incidents.value?.items[0]?.title).toBe('Known then')

  await click(button('Back to now'))
  await settle()
  expect(document.body.textContent).not.toContain('This is what was known')
  expect(store.getState().incidents.value?.items[0]?.title).toBe('Known now')
})

test('a moment goes into a field and comes out of it, to the end of its second', () => {
  expect(fieldText(moment, 'UTC')).toBe('2026-03-04T08:15:09')
  expect(momentOf('2026-03-04T08:15:09', 'UTC')).toBe(moment + 999)
  expect(momentOf('2026-03-04T08:15', 'UTC')).toBe(moment - 9_000 + 999)
  expect(momentOf(fieldText(moment, 'local'), 'local')).toBe(moment + 999)
  expect(momentOf('', 'UTC')).toBeUndefined()
})
