import { expect } from '@playwright/test'
import { test } from './fixtures.ts'

test('an alert is suppressed from its row, its incident goes, and undoing brings it back', async ({
  workstation: { page, complaints },
}) => {
  await page.getByRole('button', { name: 'Open the example' }).click()
  await expect(page.getByText('Import finished')).toBeVisible({ timeout: 90_000 })
  await page.getByRole('link', { name: 'Incidents', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Filter incidents' }).fill('svc-monitor-rtm')
  const incidents = page
    .getByRole('grid', { name: 'Incidents' })
    .getByRole('row', { name: /svc-monitor-rtm/ })
  const before = await incidents.allInnerTexts()
  expect(before.length).toBeGreaterThan(1)
  // One of a single alert, so that the rule hides all of it, whichever else of this account's it touches.
  const single = page.getByRole('gridcell', { name: '1', exact: true })
  await incidents.filter({ has: single }).first().click()

  // From the row, by keyboard.
  const alert = page.getByRole('listbox', { name: 'Alerts' }).getByRole('option').first()
  await alert.click()
  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog', { name: 'Suppress alerts like this' })
  await expect(dialog.getByRole('checkbox', { name: 'Signal' })).toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: 'Person' })).toBeChecked()
  await expect(dialog.getByRole('textbox', { name: 'Why' })).toBeFocused()
  await dialog.getByRole('textbox', { name: 'Why' }).fill('It reports every night')
  await expect(dialog.getByRole('status')).toContainText(/would be hidden; .*incidents? go/)
  await dialog.getByRole('button', { name: 'Save rule' }).click()

  await expect(dialog).toBeHidden()
  await expect(page.getByText('rules hide all of its alerts')).toBeVisible()
  await page.getByRole('link', { name: 'See the rules' }).click()
  const rule = page.getByRole('row', { name: /It reports every night/ })
  await expect(rule).toContainText('svc-monitor-rtm')
  await page.getByRole('link', { name: 'Incidents', exact: true }).click()
  await expect.poll(() => incidents.count()).toBeLessThan(before.length)

  await page.getByRole('link', { name: 'Rules', exact: true }).click()
  await rule.getByRole('button', { name: /Remove the rule/ }).click()
  await expect(page.getByText('No rules')).toBeVisible()
  await page.getByRole('link', { name: 'Incidents', exact: true }).click()
  await expect.poll(() => incidents.allInnerTexts()).toEqual(before)

  // The removal can be undone too.
  await page.getByRole('dialog', { name: 'Rule removed' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => incidents.count()).toBeLessThan(before.length)
  await page.getByRole('link', { name: 'Rules', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Changes of rules' }).getByRole('listitem')).toHaveCount(3)
  expect(complaints).toEqual([])
})
