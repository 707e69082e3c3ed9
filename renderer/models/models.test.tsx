// @vitest-environment happy-dom
import { act } from 'react'
import { expect, test, vi } from 'vitest'
import type { GenerationSummary, ModelShelf, ProviderTest, Requests, Settings, TrainingProgress } from '../../core/contract/index.ts'
import { createFakeCore } from '../test/fake-core.ts'
import { byLabel, click, render, settle } from '../test/render.tsx'
import { ModelsPage } from './models-page.tsx'

const rows = { attempt: 10, start: 1_000, end: 990, flow: 0 }

function createGeneration(partial: Partial<GenerationSummary> = {}): GenerationSummary {
  return {
    name: 'shipped',
    isActive: true,
    problem: undefined,
    about: {
      generation: '2026-11-22-aaaaaaaa',
      created: Date.UTC(2026, 10, 22),
      seed: 1,
      description: 'Normal traffic of three organisations.',
      features: 72,
      trainingRows: rows,
      heldOutRows: rows,
      falseAlarmsAt1Percent: 0.0095,
      files: [{ name: 'ensemble.onnx', bytes: 530_511, sha256: 'abc123' }],
    },
    ...partial,
  }
}

const own = createGeneration({ name: 'mine', isActive: false })
const damaged = createGeneration({ name: 'broken', isActive: false, about: undefined, problem: 'manifest.json is cut off.' })
const settings: Settings = {
  alertBudgetPerDay: 10,
  executionProvider: 'cuda',
  scoringWorkers: 1,
  keepEventDays: 'all',
  keepEventGigabytes: 250,
}

function answers(partial: Partial<Requests> = {}): Partial<Requests> {
  return {
    'models.list': () => ({
      dir: '/data/models',
      generations: [createGeneration(), own, damaged],
      previous: undefined,
      notice: undefined,
    }),
    'training.status': () => undefined,
    'settings.get': () => ({ settings, notices: [] }),
    'events.usage': () => ({ events: 1_234_567, first: Date.UTC(2026, 0, 2), last: Date.UTC(2026, 2, 4), bytes: 42e6 }),
    ...partial,
  }
}

const button = (text: string, within: ParentNode = document) =>
  [...within.querySelectorAll('button')].find(({ textContent }) => textContent === text)

test('generations are told with what they learned from, what is wrong, and which is active', async () => {
  await render(<ModelsPage />, createFakeCore(answers()))
  await settle()
  const shipped = byLabel('shipped')
  expect(shipped.textContent).toContain('Active')
  expect(shipped.textContent).toContain('Normal traffic of three organisations.')
  expect(shipped.textContent).toContain('learned from 2,000 acts')
  expect(shipped.textContent).toContain('0.95 % false alarms')
  expect(shipped.textContent).toContain('abc123')
  expect(button('Activate', shipped)).toBeUndefined()
  expect(byLabel('broken').textContent).toContain('manifest.json is cut off.')
  expect(button('Activate', byLabel('broken'))?.disabled).toBe(true)
  expect(document.querySelector<HTMLButtonElement>('button[title^="No other generation"]')?.disabled).toBe(true)
})

test('a generation is activated; deleting one is asked for first', async () => {
  const activate = vi.fn<Requests['models.activate']>()
  const remove = vi.fn<Requests['models.remove']>()
  const core = createFakeCore(answers({ 'models.activate': activate, 'models.remove': remove }))
  await render(<ModelsPage />, core)
  await settle()
  await click(button('Activate', byLabel('mine')))
  await settle()
  expect(activate).toHaveBeenCalledWith({ name: 'mine' })
  await click(byLabel('Delete mine'))
  await settle()
  expect(remove).not.toHaveBeenCalled()
  await click(button('Delete generation'))
  await settle()
  expect(remove).toHaveBeenCalledWith({ name: 'mine' })
})

test('the list follows what the core says, and there is a way back once another was active', async () => {
  const shelf: ModelShelf = {
    dir: '/data',
    generations: [own],
    previous: undefined,
    notice: 'shelf.json cannot be read.',
  }
  const rollBack = vi.fn<Requests['models.rollBack']>()
  const core = createFakeCore(
    answers({
      'models.list': () => shelf,
      'models.rollBack': rollBack,
    }),
  )
  await render(<ModelsPage />, core)
  await settle()
  expect(document.querySelector('[role=alert]')?.textContent).toBe('shelf.json cannot be read.')
  shelf.previous = 'shipped'
  await act(() => core.push('data.changed', { tables: ['models'] }))
  await settle()
  await click(document.querySelector('button[title="Back to shipped"]'))
  expect(rollBack).toHaveBeenCalledOnce()
})

test('a training shows how far it is, can be cancelled, and tells what was left out', async () => {
  const running: TrainingProgress = {
    id: 't',
    state: 'running',
    step: 'reading vpn.log',
    share: 0.4,
    started: 0,
    finished: undefined,
    result: undefined,
    error: undefined,
  }
  const cancel = vi.fn<Requests['training.cancel']>()
  const core = createFakeCore(answers({ 'training.status': () => running, 'training.cancel': cancel }))
  await render(<ModelsPage />, core)
  await settle()
  expect(byLabel('Training progress').getAttribute('aria-valuenow')).toBe('40')
  await click(button('Cancel training'))
  await settle()
  expect(cancel).toHaveBeenCalledWith({ id: 't' })
  const counts = { acts: 5_000, teaching: 3_700, withheld: 95, cut: false }
  await act(() =>
    core.push('training.progress', {
      ...running,
      state: 'done',
      finished: 13_000,
      result: { generation: 'mine', counts, unread: ['/logs/old.log is gone or cannot be opened'] },
    }),
  )
  await settle()
  const text = document.body.textContent
  expect(text).toContain('learned from 3,700 of 5,000 acts in 13 s')
  expect(text).toContain('95 acts behind alerts')
  expect(text).toContain('/logs/old.log is gone')
  expect(button('Train a generation')).toBeDefined()
  await act(() => core.push('training.progress', { ...running, state: 'failed', error: 'too little' }))
  await settle()
  expect(document.querySelector('[role=alert]')?.textContent).toBe('too little')
})

test('settings are changed one by one; what could not be read is told', async () => {
  const set = vi.fn<Requests['settings.set']>()
  const core = createFakeCore(
    answers({ 'settings.set': set, 'settings.get': () => ({ settings, notices: ['settings.json cannot be read.'] }) }),
  )
  await render(<ModelsPage />, core)
  await settle()
  expect(document.querySelector('[role=alert]')?.textContent).toBe('settings.json cannot be read.')
  expect(byLabel('Execution provider').textContent).toContain('CUDA')
  expect(button('Save')?.disabled).toBe(true)
  await click(byLabel('Two'))
  await settle()
  expect(set).toHaveBeenCalledWith({ scoringWorkers: 2 })
})

test('a test of the providers tells each result, and that the chosen one does not work', async () => {
  const tests: ProviderTest[] = [
    { provider: 'cpu', available: true, works: true, rowsPerSecond: 41_234, worstDifference: 0, problem: undefined },
    {
      provider: 'cuda',
      available: false,
      works: false,
      rowsPerSecond: null,
      worstDifference: null,
      problem: 'ONNX Runtime for linux-x64 has no CUDA.',
    },
  ]
  const core = createFakeCore(answers({ 'providers.test': () => tests }))
  await render(<ModelsPage />, core)
  await settle()
  expect(core.asked).not.toContain('providers.test')
  await click(button('Test'))
  await settle()
  const text = document.body.textContent
  expect(text).toContain('41,234')
  expect(text).toContain('ONNX Runtime for linux-x64 has no CUDA.')
  expect(document.querySelector('[role=alert]')?.textContent).toContain('does not work here: imports use the CPU')
})

test('what is stored of events is told, and how much of it stays is chosen', async () => {
  await render(<ModelsPage />, createFakeCore(answers()))
  await settle()
  expect(document.body.textContent).toContain('1,234,567 events, 2026-01-02 00:00:00 to 2026-03-04 00:00:00, 42.0 MB.')
  expect(byLabel('Keep events for').textContent).toContain('All times')
  expect(byLabel('Keep at most').textContent).toContain('250 GB')
})
