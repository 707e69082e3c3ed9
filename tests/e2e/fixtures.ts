import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, test as base, type Page } from '@playwright/test'

const root = resolve(import.meta.dirname, '..', '..')

export const example = join(root, 'examples', 'harbour-office', 'logs')

/** Path of the Electron runtime, which not every machine can download. */
export function electronRuntime(): string | undefined {
  const home = join(root, 'node_modules', 'electron')
  const pathFile = join(home, 'path.txt')
  const path = existsSync(pathFile) ? join(home, 'dist', readFileSync(pathFile, 'utf8')) : undefined
  return path !== undefined && existsSync(path) ? path : undefined
}

export interface Options {
  /** Which of the two shells the same specs run in. */
  shell: 'browser' | 'desktop'
}

interface Workstation {
  page: Page
  /** Everything the page complained about; a test fails on any. */
  complaints: string[]
}

/** The workstation with an empty workspace, in either shell. */
export const test = base.extend<Options & { workstation: Workstation }>({
  shell: ['browser', { option: true }],
  workstation: async ({ shell, page }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'sonic-e2e-'))
    const shown = shell === 'desktop' ? await openDesktop(folder) : await openBrowser(page, folder)
    const complaints: string[] = []
    shown.page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    shown.page.on('pageerror', (error) => complaints.push(error.message))
    await shown.ready()
    await use({ page: shown.page, complaints })
    await shown.close()
    rmSync(folder, { recursive: true, force: true })
  },
})

interface Shown {
  page: Page
  ready: () => Promise<void>
  close: () => Promise<void>
}

async function openBrowser(page: Page, folder: string): Promise<Shown> {
  const workspace = join(folder, 'workspace.sqlite')
  const server = spawn(
    process.execPath,
    [join(root, 'core', 'cli', 'sonic.ts'), 'serve', '--no-open', '--workspace', workspace],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, SONIC_DATA: folder } },
  )
  const ended = new Promise<void>((done) => server.on('exit', () => done()))
  const url = await new Promise<string>((found, failed) => {
    let text = ''
    server.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const match = /http:\/\/\S+/.exec(text)
      if (match) found(match[0])
    })
    server.on('exit', (code) => failed(new Error(`sonic serve ended with ${code}`)))
  })
  return {
    page,
    ready: async () => {
      await page.goto(url)
    },
    close: async () => {
      server.kill('SIGTERM')
      await ended
    },
  }
}

async function openDesktop(folder: string): Promise<Shown> {
  const executablePath = electronRuntime()
  const app = await _electron.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [root, `--user-data-dir=${folder}`, ...(process.platform === 'linux' ? ['--no-sandbox'] : [])],
    env: { ...process.env, SONIC_DATA: folder },
  })
  return { page: await app.firstWindow(), ready: () => Promise.resolve(), close: () => app.close() }
}
