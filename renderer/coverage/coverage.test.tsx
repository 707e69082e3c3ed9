// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createReport, pageOf } from '../test/factories.ts'
import { createFakeCore } from '../test/fake-core.ts'
import { render, settle } from '../test/render.tsx'
import { CoveragePage } from './coverage-page.tsx'

const scenario = {
  number: 7,
  name: 'Impossible travel',
  signals: ['impossible-travel'],
  reasons: [],
  advice: [],
}

async function show(coverage: ReturnType<typeof createReport>['coverage']): Promise<string> {
  const core = createFakeCore({
    'import.status': () => undefined,
    'import.reports': () => pageOf([createReport({ coverage })]),
  })
  await render(<CoveragePage />, core)
  await settle()
  return document.body.textContent
}

test('the page says what can be seen, what not, why, and what to add', async () => {
  const text = await show([
    { ...scenario, state: 'seen' },
    {
      ...scenario,
      number: 19,
      name: 'Scanning after sign-in',
      state: 'blind',
      reasons: ['There are no flows in the data.'],
      advice: ['Log connections, and load it too.'],
    },
  ])
  expect(text).toContain('Can be seen1')
  expect(text).toContain('Cannot be seen1')
  expect(text).toContain('There are no flows in the data.')
  expect(text).toContain('Log connections, and load it too.')
})

test('an import that ended early says so', async () => {
  expect(await show([])).toContain('This import did not come far enough to tell.')
})
