import { appendFileSync, copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { resources } from '../host/resources.ts'
import { simulate } from '../simulate/simulate.ts'
import { readHistory, suspiciousPlaces } from '../store/import-history.ts'
import { Store } from '../store/store.ts'
import type { ImportJob } from './messages.ts'
import { runImport } from './import.ts'
import { trainOnHistory } from './train-on-history.ts'

let folder: string
let log: string
let store: Store

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-history-'))
  await simulate({ users: 20, days: 14, seed: 5, attacks: 'password-spray', flows: 'off', out: folder })
  log = join(folder, 'vpn-gw1.log')
})
beforeEach(() => {
  store = new Store(':memory:')
})
afterAll(() => rmSync(folder, { recursive: true }))

function importLogs(
  job: Partial<ImportJob> = {},
  signal = new AbortController().signal,
  onProgress: () => void = () => {},
) {
  return runImport(
    { id: 'import', paths: [log], ...job },
    { store, modelsDir: resources.models, signal, onProgress, onCommit: () => {} },
  )
}

function train(signal?: AbortSignal, onStep: (step: string) => void = () => {}) {
  return trainOnHistory(store, {
    seed: 1,
    created: 0,
    ...(signal ? { signal } : {}),
    onStep: ({ step }) => onStep(step),
  })
}

test('what an import read teaches, but for what lies behind alerts; a false positive teaches again', async () => {
  await importLogs()
  const steps = new Set<string>()
  const { generation, counts, unread } = await train(undefined, (step) => steps.add(step))
  expect(generation.manifest.description).toMatch(/^\d+ acts of a workspace's history: vpn-gw1\.log$/)
  expect(unread).toEqual([])
  expect(counts.withheld).toBeGreaterThan(0)
  expect(counts.teaching).toBeLessThan(counts.acts - counts.withheld)
  expect([...steps].map((step) => step.split(' ')[0])).toEqual(['looking', 'reading', 'training'])

  for (const { id } of store.incidents()) store.setStatus(id, 'closed')
  expect([...suspiciousPlaces(store)].length).toBeGreaterThan(0)
  for (const { id } of store.incidents()) store.setStatus(id, 'false-positive')
  expect([...suspiciousPlaces(store)]).toEqual([])
  const cleared = await train()
  expect(cleared.counts.withheld).toBe(0)
  expect(cleared.counts.teaching).toBeGreaterThan(counts.teaching)
})

test('files are found again from wherever, and read as they were read then', async () => {
  await importLogs({ paths: [relative(process.cwd(), log)], zoneOffset: 120, year: 2024 })
  const [past] = readHistory(store)
  expect(past?.contents).toMatchObject([{ path: log }])
  expect(past?.reading).toMatchObject({ folder: process.cwd(), zoneOffset: 120, year: 2024 })
  const { counts } = await train()
  expect(counts.withheld).toBeGreaterThan(0)
})

test('a file that is gone or has changed is named, and the others teach', async () => {
  const [kept, gone, changed] = [
    join(folder, 'kept.log'),
    join(folder, 'gone.log'),
    join(folder, 'changed.log'),
  ]
  copyFileSync(log, kept)
  const line =
    'Jan  2 12:00:00 gate : %ASA-6-113039: Group <S> User <ada> IP <192.0.2.7> AnyConnect parent session started.\n'
  writeFileSync(gone, line)
  writeFileSync(changed, line.repeat(2))
  await importLogs({ paths: [kept, gone, changed] })
  renameSync(gone, join(folder, 'elsewhere.log'))
  appendFileSync(changed, line)
  const { unread, counts } = await train()
  expect(unread.toSorted()).toEqual([
    `${changed} has changed since it was imported`,
    `${gone} is gone or cannot be opened`,
  ])
  expect(counts.acts).toBeGreaterThan(200)
  rmSync(kept)
  await expect(train()).rejects.toThrow(
    /Nothing of the workspace's history can be read again: .*kept\.log is gone/,
  )
})

test('an import that did not come to its end does not teach', async () => {
  const cancel = new AbortController()
  await importLogs({}, cancel.signal, () => cancel.abort())
  await expect(train()).rejects.toThrow(/vpn-gw1\.log belongs to an import that did not come to its end/)
})

test('too little, or nothing, is said', async () => {
  await expect(train()).rejects.toThrow(/no history to learn from: import logs first/)
  const short = join(folder, 'short.log')
  writeFileSync(
    short,
    'Jan  2 12:00:00 gate : %ASA-6-113039: Group <S> User <ada> IP <192.0.2.7> AnyConnect parent session started.\n',
  )
  await importLogs({ paths: [short] })
  await expect(train()).rejects.toThrow(/training needs at least 200 acts, there are 1/)
})

test('it ends when it is cancelled, while reading and while training', async () => {
  await importLogs()
  for (const begun of ['reading', 'training']) {
    const cancel = new AbortController()
    const stop = (step: string) => {
      if (step.startsWith(begun)) cancel.abort(new Error(`stopped while ${begun}`))
    }
    await expect(train(cancel.signal, stop)).rejects.toThrow(`stopped while ${begun}`)
  }
})
