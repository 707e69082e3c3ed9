// @vitest-environment happy-dom
import { act } from 'react'
import { beforeEach, expect, test } from 'vitest'
import type { Requests } from '../../core/contract/index.ts'
import { createFakeCore } from '../test/fake-core.ts'
import { createOverview, createReport, createSummary, incidentPageOf, pageOf } from '../test/factories.ts'
import { byLabel, press, render, settle } from '../test/render.tsx'
import { Shell } from './shell.tsx'

const overview = createOverview()

const empty: Partial<Requests> = {
  'overview.get': () => overview,
  'import.status': () => undefined,
  'import.reports': () => pageOf([]),
  'incidents.list': () => incidentPageOf([]),
}

beforeEach(() => {
  window.location.hash = ''
})

test('with nothing loaded every place leads to the start', async () => {
  await render(<Shell />, createFakeCore(empty))
  await settle()
  expect(document.querySelector('h1')?.textContent).toBe('Where are the records?')
  expect(document.querySelectorAll('main section h2')).toHaveLength(3)
})

test('keys go to places, but not while typing', async () => {
  const core = createFakeCore({
    ...empty,
    'import.reports': () => pageOf([createReport()]),
    'incidents.list': () => incidentPageOf([createSummary()]),
  })
  await render(<Shell />, core)
  await settle()
  await press('g')
  await press('i')
  await settle()
  expect(document.querySelector('h1')?.textContent).toBe('Incidents')
  expect(document.querySelector('[aria-current=page]')?.textContent).toContain('Incidents')
  await press('g', byLabel('Filter incidents'))
  await press('o', byLabel('Filter incidents'))
  await settle()
  expect(document.querySelector('h1')?.textContent).toBe('Incidents')
  await press('/')
  await settle()
  expect(document.activeElement).toBe(byLabel('Filter incidents'))
  await press('?')
  expect(document.querySelector('[role=dialog]')?.textContent).toContain('Keyboard shortcuts')
})

test('a failure of the core is told, with a way to try again', async () => {
  await render(<Shell />, createFakeCore())
  await settle()
  expect(document.querySelector('[role=alert]')?.textContent).toContain('no answer to overview.get')
})

test('a browser that is signed out shows nothing of the workspace, and what to do', async () => {
  const store = await render(
    <Shell />,
    createFakeCore({ ...empty, 'import.reports': () => pageOf([createReport()]) }),
  )
  await settle()
  await act(async () => store.setState({ connection: 'signed-out' }))
  expect(document.querySelector('main')).toBeNull()
  expect(document.querySelector('[role=status]')?.textContent).toContain('press Enter')
})

test('the theme is set on the page', async () => {
  const store = await render(<Shell />, createFakeCore(empty))
  await act(async () => store.getState().setTheme('dark'))
  expect(document.documentElement.dataset.theme).toBe('dark')
})
