import { expect } from '@playwright/test'
import { test } from './fixtures.ts'

test('trains on the workspace, activates what came out, goes back, and keeps the settings', async ({
  workstation: { page, complaints },
}) => {
  // An import and a training, which share the machine with whatever else runs.
  test.slow()
  await page.getByRole('link', { name: 'Models' }).click()
  await expect(page.getByRole('listitem', { name: 'shipped' })).toContainText('Active')
  await page.getByRole('button', { name: 'Train a generation' }).click()
  await expect(page.getByText('no history to learn from')).toBeVisible({ timeout: 30_000 })

  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('button', { name: 'Open the example' }).click()
  await expect(page.getByText('Import finished')).toBeVisible({ timeout: 90_000 })

  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.getByRole('button', { name: 'Train a generation' }).click()
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toBeVisible()
  await expect(page.getByText(/acts behind alerts/)).toBeVisible({ timeout: 90_000 })
  const own = page.getByRole('list', { name: 'Generations' }).getByRole('listitem').nth(1)
  await own.getByRole('button', { name: 'Activate' }).click()
  await expect(own).toContainText('Active')

  await page.getByLabel(/Alerts a day/).fill('25')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('combobox', { name: 'Execution provider' }).click()
  await page.getByRole('option', { name: 'WebGPU' }).click()
  await page.reload()
  await expect(page.getByLabel(/Alerts a day/)).toHaveValue('25')
  await expect(page.getByRole('combobox', { name: 'Execution provider' })).toContainText('WebGPU')

  await page.getByRole('button', { name: 'Roll back' }).click()
  await expect(page.getByRole('listitem', { name: 'shipped' })).toContainText('Active')
  await own.getByRole('button', { name: /Delete/ }).click()
  await page.getByRole('button', { name: 'Delete generation' }).click()
  await expect(page.getByRole('list', { name: 'Generations' }).getByRole('listitem')).toHaveCount(1)
  expect(complaints).toEqual([])
})
