// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import type { MappingDocument, MappingPreview } from '../../core/contract/index.ts'
import { createReport, createSource, pageOf } from '../test/factories.ts'
import { createFakeCore } from '../test/fake-core.ts'
import { click, render, settle } from '../test/render.tsx'
import { ImportPage } from './import-page.tsx'

const suggestion: MappingDocument = { columns: { Wann: '@timestamp' }, delimiter: ';' }
const preview: MappingPreview = {
  kind: 'csv',
  columns: ['Wann', 'Wer', 'Woher'],
  rows: [['02.01.2026', 'ada <b>', '192.0.2.7']],
  suggestion,
  records: [{ record: { '@timestamp': '2026-01-02T00:00:00.000Z' } }, { reason: 'there is no time' }],
  problem: undefined,
  fields: ['@timestamp', 'user.name'],
}

function button(name: string): HTMLButtonElement | undefined {
  return [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith(name))
}

test('a table that no format knows is described, saved and imported again', async () => {
  const save = vi.fn(() => undefined)
  const start = vi.fn(() => ({ id: 'again' }))
  const core = createFakeCore({
    'import.status': () => undefined,
    'import.reports': () =>
      pageOf([
        createReport({
          sources: [createSource({ path: '/logs/own.txt', records: 0, isMappable: true, error: 'unknown' })],
        }),
      ]),
    'mapping.list': () => [],
    'mapping.preview': () => preview,
    'mapping.save': save,
    'import.start': start,
  })
  await render(<ImportPage />, core)
  await settle()
  await click(button('Describe its columns'))
  await settle()
  const dialog = document.querySelector('[role=dialog]')
  expect(dialog?.textContent).toContain('ada <b>')
  expect(dialog?.textContent).toContain('Rejected: there is no time')
  await click(button('Save and import'))
  await settle(100)
  expect(save).toHaveBeenCalledExactlyOnceWith({ name: 'own', mapping: suggestion })
  expect(start).toHaveBeenCalledWith({ paths: ['/logs/own.txt'], mapping: 'own' })
})

test('a mapping that cannot be used yet says why, and is not saved', async () => {
  const core = createFakeCore({
    'import.status': () => undefined,
    'import.reports': () => pageOf([createReport({ sources: [createSource({ isMappable: true })] })]),
    'mapping.list': () => [],
    'mapping.preview': () => ({
      ...preview,
      records: undefined,
      problem: 'no column is mapped to @timestamp',
    }),
  })
  await render(<ImportPage />, core)
  await settle()
  await click(button('Describe its columns'))
  await settle()
  expect(document.querySelector('[role=dialog]')?.textContent).toContain('no column is mapped to @timestamp')
  expect(button('Save and import')?.disabled).toBe(true)
})

test('the report opens every rejected line, tells of gaps, clock and duplicates', async () => {
  const place = { source: '/logs/vpn.log', offset: 90, length: 3, line: 3 }
  const read = vi.fn(() => ({
    rows: [{ place, reason: 'No timestamp', original: '<i>the line</i>' }],
    next: undefined,
  }))
  const source = createSource({
    rejected: [{ reason: 'No timestamp', count: 9, examples: [] }],
    gaps: { count: 1, longest: [{ from: 0, to: 86_400_000 }], thresholdMs: 600_000 },
    clock: { steppedBack: 2, furthestBackMs: 3_600_000, beyondWriting: 0, furthestBeyondMs: 0 },
    duplicates: { count: 4, lines: [7] },
  })
  const core = createFakeCore({
    'import.status': () => undefined,
    'import.reports': () =>
      pageOf([
        createReport({
          sources: [source],
          quarantine: { path: '/w.quarantine/i.ndjson', records: 9, bytes: 99, left: 0, error: undefined },
          replaced: [{ id: 'old', started: 0 }],
        }),
      ]),
    'quarantine.read': read,
  })
  await render(<ImportPage />, core)
  await settle()
  const text = document.body.textContent
  for (const part of [
    'Times without a record: 1',
    '2 records stepping back',
    '4 lines repeating',
    'opened before on',
  ])
    expect(text).toContain(part)
  await click(button('Show all 9 lines'))
  await settle()
  expect(read).toHaveBeenCalledWith(
    expect.objectContaining({ id: 'import-1', from: 0, source: '/logs/vpn.log', reason: 'No timestamp' }),
  )
  expect(document.querySelector('[role=dialog]')?.textContent).toContain('<i>the line</i>')
})
