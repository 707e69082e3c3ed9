import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { test } from './fixtures.ts'

/** Failed sign-ins of many people from one address, a second apart. */
function spray(first: number, count: number): string {
  return Array.from({ length: count }, (_, n) => {
    const clock = new Date(Date.UTC(2026, 2, 2, 8, 0, first + n)).toISOString().slice(11, 19)
    return `<166>Mar 02 2026 ${clock} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${first + n} : user IP = 198.51.100.7\n`
  }).join('')
}

test('reads a file as it grows, shows what comes, and stops', async ({
  workstation: { page, complaints },
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-e2e-live-'))
  const log = join(folder, 'vpn.log')
  writeFileSync(log, spray(0, 40))
  await page.getByRole('button', { name: 'Choose sources…' }).click()
  await page.getByRole('button', { name: 'Growing files' }).click()
  await page.getByLabel('Paths on this machine, one a line').fill(log)
  await page.getByRole('button', { name: 'Start reading' }).click()
  await expect(page.getByRole('region', { name: `Reading: ${log}` })).toContainText('40', { timeout: 60_000 })
  await expect(page.getByRole('list', { name: 'Newest alerts' })).toContainText('Password spray')
  await page.getByRole('button', { name: 'Hold the picture' }).click()
  appendFileSync(log, spray(40, 40))
  await page.waitForTimeout(2500)
  await expect(page.getByRole('region', { name: `Reading: ${log}` })).toContainText('Records40')
  await page.getByRole('button', { name: 'Go on showing' }).click()
  await expect(page.getByRole('region', { name: `Reading: ${log}` })).toContainText('Records80')
  await page.getByRole('button', { name: 'Stop reading' }).click()
  await expect(page.getByRole('region', { name: `Stopped: ${log}` })).toBeVisible()
  await page.getByRole('link', { name: 'Incidents', exact: true }).click()
  await expect(page.getByRole('grid', { name: 'Incidents' })).toContainText('Password spray')
  expect(complaints).toEqual([])
  rmSync(folder, { recursive: true })
})

test('says what is wrong with a cluster', async ({ workstation: { page, complaints } }) => {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/live`)
  await page.getByLabel('Brokers').fill('127.0.0.1:1')
  await page.getByRole('button', { name: 'List topics' }).click()
  await expect(page.getByText(/nobody listens there/)).toBeVisible({ timeout: 30_000 })
  expect(complaints).toEqual([])
})
