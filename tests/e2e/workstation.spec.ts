import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { example, test } from './fixtures.ts'

test('opens a log, shows progress, finds the incident, tells its timeline and exports the report', async ({
  workstation: { page, complaints },
}) => {
  await expect(page.getByRole('heading', { name: 'Where are the records?' })).toBeVisible()

  await page.getByLabel('Path on this machine').fill(example)
  await page.getByRole('button', { name: 'Open path' }).click()
  await expect(page.getByRole('progressbar', { name: 'Import progress' })).toBeVisible()
  await expect(page.getByText('Import finished')).toBeVisible({ timeout: 90_000 })
  await expect(page.getByRole('region', { name: 'vpn-gw1.log' })).toContainText('Cisco ASA')
  await expect(page.getByRole('region', { name: 'What normal was learned from' })).toContainText(
    'learned from the log itself',
  )

  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page.getByRole('img', { name: /Acts by kind/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Top users' })).toContainText('koen.mulder')

  await page.getByRole('link', { name: 'Incidents', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Filter incidents' }).fill('spray')
  const row = page.getByRole('row', { name: /Password spray/ }).first()
  await expect(row).toContainText('Critical')
  await row.click()

  await expect(page.getByRole('heading', { level: 1 })).toContainText('Password spray')
  await expect(page.getByRole('region', { name: 'Attack chain' })).toContainText('Credential Access')
  const alerts = page.getByRole('listbox', { name: 'Alerts' }).getByRole('option')
  expect(await alerts.count()).toBeGreaterThan(3)
  await alerts.first().click()
  await expect(page.getByRole('region', { name: 'Why this is an alert' })).toContainText('failed sign-ins')
  await expect(page.getByRole('region', { name: 'Original lines' })).toContainText('%ASA-6-113005')
  await expect(page.getByRole('meter')).toHaveCount(4)

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export report' }).click()
  const report = readFileSync(await (await download).path(), 'utf8')
  expect(report).toContain('Password spray')
  expect(report).toContain('%ASA-6-113005')

  expect(complaints).toEqual([])
})

test('runs the built-in example, keeps the analyst’s status, and works by keyboard', async ({
  workstation: { page, complaints },
}) => {
  await page.getByRole('button', { name: 'Open the example' }).click()
  await expect(page.getByText('Import finished')).toBeVisible({ timeout: 90_000 })

  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page.getByRole('grid', { name: 'Incidents' })).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Attack chain' })).toBeVisible()
  const title = await page.getByRole('heading', { level: 1 }).innerText()

  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'Investigating' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { name: title })).toContainText('Investigating')
  expect(complaints).toEqual([])
})

test('says what is wrong with a path, and takes the theme of the system', async ({
  workstation: { page, complaints },
}) => {
  await page.getByLabel('Path on this machine').fill('/nowhere/vpn.log')
  await page.getByRole('button', { name: 'Open path' }).click()
  await expect(page.getByText(/\/nowhere\/vpn\.log does not exist/).first()).toBeVisible()

  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await background()
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await background()).not.toBe(light)
  expect(complaints).toEqual([])
})
