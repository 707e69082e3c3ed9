import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

// Whole commands, as slow as the machine.
vi.setConfig({ testTimeout: 180_000 })

const sonic = resolve(import.meta.dirname, 'sonic.ts')
let folder: string
let env: NodeJS.ProcessEnv
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-lost-output-'))
  env = { ...process.env, SONIC_DATA: folder }
})
afterEach(() => rmSync(folder, { recursive: true }))

it('an analysis goes on when its terminal has gone', async () => {
  const log = join(folder, 'vpn.log')
  const lines = Array.from(
    { length: 300 },
    (_, n) =>
      `<166>Mar 02 2026 08:00:${String(n % 60).padStart(2, '0')} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${n} : user IP = 198.51.100.7`,
  )
  writeFileSync(log, `${lines.join('\n')}\n`)
  const child = spawn(process.execPath, [sonic, 'analyze', log, '--out', join(folder, 'out')], { env })
  child.stdout.destroy()
  child.stderr.destroy()
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(existsSync(join(folder, 'out', 'report.html'))).toBe(true)
})

it('a reader that has read enough is no failure', async () => {
  const child = spawn(process.execPath, [sonic, 'settings', '--json'], { env })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  child.stdout.destroy()
  expect(await once(child, 'close')).toEqual([0, null])
  expect(complaints).not.toContain('EPIPE')
})

it
  .skipIf(!existsSync('/dev/full'))
  .each([
    ['settings'],
    ['parse', resolve(import.meta.dirname, '..', '..', 'examples', 'harbour-office', 'logs')],
  ])('a full disk is told of: sonic %s', (...args) => {
  const full = openSync('/dev/full', 'w')
  const { status } = spawnSync(process.execPath, [sonic, ...args], {
    env,
    stdio: ['ignore', full, openSync(join(folder, 'stderr'), 'w')],
  })
  closeSync(full)
  expect(readFileSync(join(folder, 'stderr'), 'utf8')).toMatch(
    /^sonic: Standard output could not be written \(the disk is full\)\.$/m,
  )
  expect(status).toBe(1)
})
