import { expect } from '@playwright/test'
import { test } from './fixtures.ts'

test('coverage tells what the example cannot show, before what it can', async ({
  workstation: { page, complaints },
}) => {
  await page.getByRole('button', { name: 'Open the example' }).click()
  await expect(page.getByText('Import finished')).toBeVisible({ timeout: 90_000 })
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { level: 1, name: 'Coverage' })).toBeVisible()
  const rows = page.getByRole('region', { name: 'What this data can show' }).getByRole('row')
  await expect(rows).toHaveCount(29)
  await expect(rows.nth(1)).toContainText('Cannot be seen')
  await expect(rows.nth(1).getByRole('cell').nth(3)).not.toBeEmpty()
  await expect(rows.last()).toContainText('Can be seen')
  expect(complaints).toEqual([])
})
