// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import type { IncidentSummary, Page, PageRequest } from '../../core/contract/index.ts'
import { createFakeCore } from '../test/fake-core.ts'
import { createIncident, createReport, createSummary, incidentPageOf, pageOf } from '../test/factories.ts'
import { filterFor, filterIncidents, noFilter, parseTerms } from './incident-filter.ts'
import { createLoader, notLoaded, type Loadable } from './loadable.ts'
import { createPagedLoader } from './paged.ts'
import { formatRoute, parseRoute, type Route } from './route.ts'
import { countSeverities, selectHasData, selectImportShare } from './selectors.ts'
import { createStore } from './store.ts'

beforeEach(() => localStorage.clear())

test('filter text is split into terms, tied to a field or not', () => {
  expect(parseTerms('user:Ann spray')).toEqual([
    { field: 'user', value: 'ann' },
    { field: undefined, value: 'spray' },
  ])
  expect(parseTerms('user:"ann lee"')).toEqual([{ field: 'user', value: 'ann lee' }])
  expect(parseTerms('2001:db8::7')).toEqual([{ field: undefined, value: '2001:db8::7' }])
  expect(parseTerms('user:  "')).toEqual([])
})

test('all terms have to match, in their field', () => {
  const ann = createSummary()
  const bob = createSummary({ id: '2', users: ['bob'], title: 'Spray against ann', severity: 'low' })
  const show = (text: string) => filterIncidents([ann, bob], { ...noFilter, text }).map(({ id }) => id)
  expect(show('')).toEqual(['incident-1', '2'])
  expect(show('user:ann')).toEqual(['incident-1'])
  expect(show('ANN')).toEqual(['incident-1', '2'])
  expect(show('ann spray')).toEqual(['2'])
  expect(show(filterFor('ip', '2001:db8::7'))).toEqual(['incident-1', '2'])
  expect(show('country:DE')).toEqual([])
  expect(filterIncidents([ann, bob], { text: '', severities: ['low'] })).toEqual([bob])
  expect(countSeverities([ann, bob])).toEqual({ low: 1, medium: 0, high: 0, critical: 1 })
})

test.each<[string, Route]>([
  ['', { screen: 'overview' }],
  ['#/nonsense', { screen: 'overview' }],
  ['#/incidents', { screen: 'incidents' }],
  ['#/incidents/%E0%A4%A', { screen: 'incident', id: '%E0%A4%A' }],
])('the address %s shows %o', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route)
})

test('an incident of any name has an address', () => {
  const route: Route = { screen: 'incident', id: 'a/b #1?ü%' }
  expect(parseRoute(formatRoute(route))).toEqual(route)
})

test('a burst of loads costs two requests and ends with the newest answer', async () => {
  let state: Loadable<number> = notLoaded
  let asked = 0
  const load = createLoader(
    () => Promise.resolve(++asked),
    (change) => (state = { ...state, ...change }),
  )
  await Promise.all([load(), load(), load(), load()])
  expect(asked).toBe(2)
  expect(state).toEqual({ value: 2, loading: false, error: undefined })
})

test('a list is loaded a page at a time, and anew as far as it is there', async () => {
  let length = 500
  const asked: PageRequest[] = []
  let state: Loadable<Page<number>> = notLoaded
  const { load, more } = createPagedLoader(
    (request) => {
      asked.push(request)
      const from = Number(request.after ?? 0)
      const to = Math.min(length, from + request.limit)
      const items = Array.from({ length: to - from }, (_, index) => from + index)
      return Promise.resolve({ items, next: to < length ? String(to) : undefined })
    },
    (change) => (state = { ...state, ...change }),
  )
  await load()
  expect(state.value?.items).toHaveLength(200)
  await Promise.all([more(), more()])
  expect(state.value?.items).toHaveLength(400)
  expect(asked).toHaveLength(2)
  length = 450
  await load()
  expect(state.value?.items).toHaveLength(400)
  await more()
  await more()
  expect(state.value).toEqual({ items: Array.from({ length: 450 }, (_, index) => index), next: undefined })
})

test('a failed load keeps the last value and tells the error', async () => {
  let state: Loadable<number> = { value: 1, loading: false, error: undefined }
  const load = createLoader(
    () => Promise.reject(new Error('locked')),
    (change) => (state = { ...state, ...change }),
  )
  await load()
  expect(state).toEqual({ value: 1, loading: false, error: 'locked' })
})

test('the store follows what the core says has changed', async () => {
  let incidents: IncidentSummary[] = []
  const core = createFakeCore({ 'incidents.list': () => incidentPageOf(incidents) })
  const store = createStore(core)
  await vi.waitFor(() => expect(store.getState().incidents.value?.items).toEqual([]))
  incidents = [createSummary()]
  await core.push('data.changed', { tables: ['incidents'] })
  await vi.waitFor(() => expect(store.getState().incidents.value?.items).toHaveLength(1))
  await core.push('import.progress', { id: 'i', state: 'running', bytesRead: 1, bytesTotal: 4 })
  await vi.waitFor(() => expect(selectImportShare(store.getState())).toBe(0.25))
})

test('opening another incident never shows the one before', async () => {
  const core = createFakeCore({ 'incident.get': ({ id }) => createIncident({ id }) })
  const { getState } = createStore(core)
  await Promise.all([getState().openIncident('a'), getState().openIncident('b')])
  expect(getState().incident.value?.id).toBe('b')
})

test('files are made readable one by one, then imported together', async () => {
  const start = vi.fn(() => ({ id: 'i' }))
  const core = createFakeCore({ 'import.start': start, 'import.status': () => undefined })
  const { getState } = createStore(core)
  await getState().importFiles([new File(['1'], 'a.log'), new File(['2'], 'b.log')], { format: 'asa' })
  expect(start).toHaveBeenCalledWith({ paths: ['/uploads/a.log', '/uploads/b.log'], format: 'asa' })
  expect(getState().uploads).toEqual([])
})

test('there is data once anything was imported, even if nothing was found', () => {
  const state = { progress: undefined, uploads: [], reports: notLoaded, overview: notLoaded }
  expect(selectHasData(state)).toBeUndefined()
  const overview = { timeRange: undefined } as never
  expect(selectHasData({ ...state, overview: { ...notLoaded, value: overview } })).toBe(false)
  const reports = { ...notLoaded, value: pageOf([createReport()]) }
  expect(selectHasData({ ...state, reports, overview: { ...notLoaded, value: overview } })).toBe(true)
})

test('theme and zone are remembered', () => {
  const core = createFakeCore()
  expect(createStore(core).getState().theme).toBe('system')
  createStore(core).getState().setTheme('dark')
  createStore(core).getState().setZone('local')
  expect(createStore(core).getState()).toMatchObject({ theme: 'dark', zone: 'local' })
})
