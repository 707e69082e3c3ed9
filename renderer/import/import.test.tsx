// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createFakeCore } from '../test/fake-core.ts'
import { createReport, createSource, pageOf } from '../test/factories.ts'
import { click, render, settle } from '../test/render.tsx'
import { adviseOn } from './advice.ts'
import { ImportPage } from './import-page.tsx'

const tally = (count: number) => [{ reason: 'No timestamp', count, examples: [] }]

test.each([
  ['a source that was read well needs no advice', createSource(), undefined],
  ['an unreadable file', createSource({ error: 'No such file', records: 0 }), 'No such file'],
  ['an empty file', createSource({ lines: 0, records: 0 }), 'The file is empty.'],
  ['no line read', createSource({ records: 0 }), 'No line of this file could be read.'],
  ['mostly rejected', createSource({ rejected: tally(11) }), 'More lines were rejected than read.'],
  ['an unsure format', createSource({ formatConfidence: 0.4 }), 'The format was hard to tell.'],
  ['a chosen format', createSource({ formatConfidence: 0.4, formatChosenBy: 'analyst' }), undefined],
])('advice on %s', (_name, source, problem) => {
  expect(adviseOn(source)?.problem).toBe(problem)
})

test('the report tells what was read, what was not and why', async () => {
  const core = createFakeCore({
    'import.status': () => undefined,
    'import.reports': () => pageOf([createReport({ state: 'failed', error: 'The disk is full' })]),
  })
  await render(<ImportPage />, core)
  await settle()
  const text = document.body.textContent
  expect(text).toContain('Import failed')
  expect(document.querySelector('[role=alert]')?.textContent).toBe('The disk is full')
  expect(text).toContain('Cisco ASA')
  expect(text).toContain('detected, 98 % sure')
  expect(text).toContain('No timestamp')
  expect(text).toContain('<b>bold</b>')
  expect(text).toContain('The log spans less than a day.')
  expect(text).toContain('9.5 a day; 10 a day asked for')
})

test('the report tells that nothing of a cancelled import took the place of the earlier', async () => {
  const core = createFakeCore({
    'import.status': () => undefined,
    'import.reports': () =>
      pageOf([createReport({ state: 'cancelled', stays: [{ id: 'earlier', started: 0 }] })]),
  })
  await render(<ImportPage />, core)
  await settle()
  const text = document.body.textContent
  expect(text).toContain('stays as it was; nothing of this one is kept')
  expect(text).not.toContain('is kept and shown')
})

test('the report tells of an import that was interrupted', async () => {
  const core = createFakeCore({
    'import.status': () => undefined,
    'import.reports': () => pageOf([createReport({ state: 'interrupted', error: 'Sonic ended before' })]),
  })
  await render(<ImportPage />, core)
  await settle()
  expect(document.body.textContent).toContain('Import interrupted')
})

test.each(['cancelled', 'interrupted'] as const)(
  'an import that was %s can be gone on with',
  async (state) => {
    const asked: unknown[] = []
    const core = createFakeCore({
      'import.status': () => undefined,
      'import.reports': () => pageOf([createReport({ state })]),
      'import.goOn': (request) => {
        asked.push(request)
        return { id: 'import-2' }
      },
    })
    await render(<ImportPage />, core)
    await settle()
    await click([...document.querySelectorAll('button')].find((button) => button.textContent === 'Go on'))
    await settle()
    expect(asked).toEqual([{ id: 'import-1' }])
  },
)

test('the report tells where the import had to do otherwise than was set', async () => {
  const notice =
    'The active generation mine cannot be used, so the shipped one was: ensemble.onnx is altered.'
  const core = createFakeCore({
    'import.status': () => undefined,
    'import.reports': () => pageOf([createReport({ notices: [notice] })]),
  })
  await render(<ImportPage />, core)
  await settle()
  expect(document.querySelector('[role=alert]')?.textContent).toBe(notice)
})

test('a running import shows its progress and can be cancelled', async () => {
  const core = createFakeCore({
    'import.reports': () => pageOf([]),
    'import.cancel': () => undefined,
    'import.status': () => ({
      id: 'i',
      state: 'running',
      step: 'reading vpn.log',
      paths: ['/logs/vpn.log'],
      bytesRead: 500,
      bytesTotal: 1_000,
      lines: 1234,
      rejected: 0,
      acts: 0,
      alerts: 0,
      incidents: 0,
      linesPerSecond: 99_000,
      elapsedSeconds: 61,
      secondsLeft: 62,
      error: undefined,
    }),
  })
  await render(<ImportPage />, core)
  await settle()
  expect(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('50')
  expect(document.body.textContent).toContain('about 1 min 2 s')
  await click(
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Cancel import'),
  )
  await settle()
  expect(core.asked).toContain('import.cancel')
})

test('a report of records that came too late offers to rebuild', async () => {
  const totals = { ...createReport().totals, late: 1204 }
  const core = createFakeCore({
    'import.status': () => undefined,
    'import.reports': () => pageOf([createReport({ totals })]),
    'workspace.rebuild': () => ({ id: 'r' }),
  })
  await render(<ImportPage />, core)
  await settle()
  await click(
    [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Rebuild in order of time',
    ),
  )
  await settle()
  expect(core.asked).toContain('workspace.rebuild')
})
