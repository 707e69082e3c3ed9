import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ModelShelf, TrainingProgress } from '../contract/index.ts'
import { simulate } from '../simulate/simulate.ts'
import { resources } from './resources.ts'
import { Service, type ServiceOptions } from './service.ts'

const options = (dataDir: string): ServiceOptions => ({
  workspace: join(dataDir, 'workspace.sqlite'),
  dataDir,
  modelsDir: resources.models,
  examplePath: resources.example,
  about: { version: '0.0.0', formats: [], geo: { city: undefined, asn: undefined } },
})

let folder: string
let service: Service
/** Tables that were said to have changed. */
const changed: string[] = []
let training: TrainingProgress[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-service-'))
  service = new Service(options(folder))
  service.subscribe((name, payload) => {
    if (name === 'data.changed' && 'tables' in payload) changed.push(...payload.tables)
    if (name === 'training.progress' && 'step' in payload) training.push(payload as TrainingProgress)
  })
})
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true })
})

const list = (): Promise<ModelShelf> => service.request('models.list', undefined)

async function trainToItsEnd(): Promise<TrainingProgress> {
  training = []
  await service.request('training.start', undefined)
  await vi.waitFor(() => expect(training.at(-1)?.state).not.toBe('running'), { timeout: 50_000 })
  const last = training.at(-1)
  if (!last) throw new Error('no progress')
  return last
}

test('a training without history fails with a sentence, and one runs at a time', async () => {
  const ended = trainToItsEnd()
  await expect(service.request('training.start', undefined)).rejects.toThrow(/already running/)
  expect(await ended).toMatchObject({
    state: 'failed',
    error: expect.stringMatching(/import logs first/) as unknown,
  })
})

test('what was imported is trained on, activated, gone back from and deleted', async () => {
  await simulate({ users: 20, days: 14, seed: 5, attacks: 'none', flows: 'off', out: folder })
  await service.request('import.start', { paths: [join(folder, 'vpn-gw1.log')] })
  await vi.waitFor(() => expect(changed).toContain('imports'), { timeout: 50_000 })

  const { state, result } = await trainToItsEnd()
  expect(state).toBe('done')
  expect(training.map(({ step }) => step.split(' ')[0])).toContain('reading')
  const name = result?.generation ?? ''
  expect(await service.request('training.status', undefined)).toEqual(training.at(-1))
  expect((await list()).generations.map(({ name: each, isActive }) => [each, isActive])).toEqual([
    ['shipped', true],
    [name, false],
  ])

  changed.length = 0
  await service.request('models.activate', { name })
  expect(changed).toEqual(['models'])
  const { model } = await service.request('app.info', undefined)
  expect(model?.generation).toBe(name)
  await expect(service.request('models.remove', { name })).rejects.toThrow(/is active/)
  await service.request('models.rollBack', undefined)
  await service.request('models.remove', { name })
  expect((await list()).generations).toHaveLength(1)
})

test('a training that is cancelled leaves nothing', async () => {
  training = []
  const { id } = await service.request('training.start', undefined)
  await service.request('training.cancel', { id })
  await vi.waitFor(() => expect(training.at(-1)?.state).toBe('cancelled'), { timeout: 50_000 })
  expect((await list()).generations).toHaveLength(1)
})

test('settings are checked, kept and told; a damaged file is told too', async () => {
  await service.request('settings.set', { alertBudgetPerDay: 40 })
  expect(changed).toContain('settings')
  expect(await service.request('settings.get', undefined)).toMatchObject({
    settings: { alertBudgetPerDay: 40 },
    notices: [],
  })
  await expect(service.request('settings.set', { alertBudgetPerDay: 0 })).rejects.toThrow(/must be 1 or more/)
  writeFileSync(join(folder, 'settings.json'), '')
  const { notices } = await service.request('settings.get', undefined)
  expect(notices).toEqual([expect.stringContaining('settings.json cannot be read')])
})

test('providers are tried with the active generation', async () => {
  const tests = await service.request('providers.test', undefined)
  expect(tests.find(({ provider }) => provider === 'cpu')).toMatchObject({ works: true, problem: undefined })
})
