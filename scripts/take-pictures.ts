/** Takes the pictures of README and docs from the built-in example: `npm run docs:pictures` (needs Chromium). */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { createService } from '../core/host/create-service.ts'
import { startHost } from '../core/host/host.ts'
import { resources } from '../core/host/resources.ts'

const pictures = resolve(import.meta.dirname, '..', 'docs', 'pictures')
const folder = mkdtempSync(join(tmpdir(), 'sonic-pictures-'))
const service = createService({ workspace: join(folder, 'harbour-office.sqlite'), dataDir: folder })
const host = await startHost({ service, port: 0, rendererDir: resources.renderer, uploadDir: folder })
const browser = await chromium.launch({
  executablePath: process.env['SONIC_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  mkdirSync(pictures, { recursive: true })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' })
  const shoot = async (name: string): Promise<void> => {
    await page.waitForTimeout(500) // charts settle
    await page.screenshot({ path: join(pictures, `${name}.png`) })
  }
  await page.goto(host.createAddress())
  await page.getByRole('button', { name: 'Open the example' }).click()
  await page.getByText('Import finished').waitFor()
  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('img', { name: /Acts by kind/ }).waitFor()
  await shoot('overview')
  await page.getByRole('link', { name: 'Incidents', exact: true }).click()
  await page
    .getByRole('row', { name: /Password spray/ })
    .first()
    .click()
  await page.getByRole('region', { name: 'Attack chain' }).waitFor()
  await shoot('incident')
  await page.emulateMedia({ colorScheme: 'light' })
  await shoot('incident-light')
} finally {
  await browser.close()
  await host.close()
  await service.close()
  rmSync(folder, { recursive: true })
}
