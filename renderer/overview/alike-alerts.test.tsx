// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createFakeCore } from '../test/fake-core.ts'
import { createOverview } from '../test/factories.ts'
import { click, render, settle } from '../test/render.tsx'
import { AlikeAlerts } from './alike-alerts.tsx'

const group = {
  alerts: ['a', 'b', 'c'],
  title: 'Unusual session of ann',
  strongest: 'a',
  incident: 'i1',
  score: 28,
  features: ['bytes_up', 'hour_surprise'],
  people: 2,
  start: 0,
  end: 60_000,
}

test('a group tells why its alerts are alike, and leads to the incident of its strongest', async () => {
  await render(<AlikeAlerts overview={createOverview()} />, createFakeCore({ 'alerts.alike': () => [group] }))
  await settle()
  expect(document.body.textContent).toContain('Unusual session of ann')
  expect(document.body.textContent).toContain('bytes up, hour surprise')
  await click(document.querySelector('tbody tr button'))
  expect(window.location.hash).toBe('#/incidents/i1')
})

test('without groups there is no panel', async () => {
  await render(<AlikeAlerts overview={createOverview()} />, createFakeCore({ 'alerts.alike': () => [] }))
  await settle()
  expect(document.body.textContent).not.toContain('Alike')
})
