// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createFakeCore } from '../test/fake-core.ts'
import { createOverview, createRisk } from '../test/factories.ts'
import { click, render, settle } from '../test/render.tsx'
import { TopRisk } from './top-risk.tsx'

test('people and addresses stand by their highest risk, and lead to their incidents', async () => {
  const address = createRisk({ entity: '203.0.113.7', kind: 'address', score: 12 })
  const core = createFakeCore({ 'risk.get': () => [createRisk(), address] })
  const store = await render(<TopRisk overview={createOverview()} />, core)
  await settle()
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent)
  expect(rows).toEqual(['ann31', '203.0.113.712'])
  expect(document.querySelector('svg')?.getAttribute('aria-label')).toBe('Risk of ann over time')
  await click(document.querySelector('tbody tr:last-child button'))
  expect(store.getState().filter.text).toBe('ip:203.0.113.7')
})
