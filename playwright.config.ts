import { defineConfig } from '@playwright/test'
import { electronRuntime, type Options } from './tests/e2e/fixtures.ts'

const desktop = electronRuntime() !== undefined
if (!desktop) console.log('desktop window: skipped, its runtime is missing (npx install-electron)')

export default defineConfig<Options>({
  testDir: 'tests/e2e',
  timeout: 120_000,
  workers: 1,
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env['SONIC_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
  projects: [
    { name: 'browser', use: { shell: 'browser' } },
    ...(desktop ? [{ name: 'desktop', use: { shell: 'desktop' } } as const] : []),
  ],
})
