import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test as base } from '@playwright/test'
import { nextAddress, startServe, type RunningServe } from '../../scripts/lib/raw-host.ts'
import type { Options } from './fixtures.ts'

const screens = resolve(import.meta.dirname, '..', '..', 'out', 'renderer')

/** Signing in is the browser's alone: the desktop window has a port of its own. */
const test = base.extend<Options & { serve: RunningServe & { folder: string } }>({
  shell: ['browser', { option: true }],
  serve: async ({ shell }, use) => {
    base.skip(shell === 'desktop', 'the desktop window is not signed in')
    const folder = mkdtempSync(join(tmpdir(), 'sonic-e2e-'))
    const serve = await startServe(folder, screens)
    await use({ ...serve, folder })
    serve.process.kill('SIGTERM')
    await serve.ended
    rmSync(folder, { recursive: true, force: true })
  },
})

const start = { name: 'Where are the records?' }

test('a page on disk signs the browser in; then every tab works, and no address tells a secret', async ({
  page,
  context,
  serve,
}) => {
  const launch = join(serve.folder, 'launch.html')
  writeFileSync(launch, `<meta http-equiv="refresh" content="0; url=${serve.address.href}">`)
  await page.goto(pathToFileURL(launch).href)
  await expect(page.getByRole('heading', start)).toBeVisible()
  expect(page.url()).toBe(`${serve.address.origin}/`)
  const within = () => [document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage)]
  expect(await page.evaluate(within)).toEqual([''])
  await page.reload()
  await expect(page.getByRole('heading', start)).toBeVisible()

  const tab = await context.newPage()
  await tab.goto(page.url())
  await expect(tab.getByRole('heading', start)).toBeVisible()

  const file = { name: 'vpn.log', mimeType: 'text/plain', buffer: Buffer.from('no line of any format\n') }
  // On a busy machine the page may be drawn anew between its heading and the choice of a file.
  await expect(async () => {
    await tab.getByLabel('Log files').setInputFiles(file)
    await expect(tab.getByRole('region', { name: 'vpn.log' })).toBeVisible({ timeout: 10_000 })
  }).toPass({ timeout: 60_000 })
})

test('another browser is told what to do, and goes on once it is signed in', async ({
  page,
  context,
  serve,
}) => {
  await page.goto(serve.address.origin)
  await expect(page.getByRole('heading', { name: 'This browser is not signed in' })).toBeVisible()

  const tab = await context.newPage()
  await tab.goto(`${serve.address.origin}/sign-in?code=used-up`)
  await expect(tab.getByRole('heading', { name: 'This address is used up' })).toBeVisible()

  const address = nextAddress(serve.process)
  serve.process.stdin?.write('\n')
  await tab.goto((await address).href)
  await expect(tab.getByRole('heading', start)).toBeVisible()
  await expect(page.getByRole('heading', start)).toBeVisible({ timeout: 30_000 })
})
