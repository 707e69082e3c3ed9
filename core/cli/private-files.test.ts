import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resources } from '../host/resources.ts'

const folder = mkdtempSync(join(tmpdir(), 'sonic-private-'))
const data = join(folder, 'data')
const out = join(folder, 'out')
const log = join(out, 'logs', 'vpn-gw1.log')
const nobody = 65534

/** Runs `sonic` from a shell that lets everybody read what it makes. */
function runOpenly(...args: string[]): void {
  const command = [process.execPath, join(resources.root, 'core', 'cli', 'sonic.ts'), ...args]
  const { status, stderr } = spawnSync('sh', ['-c', 'umask 000; exec "$@"', 'sh', ...command], {
    encoding: 'utf8',
    env: { ...process.env, SONIC_DATA: data },
  })
  expect(status, stderr).toBe(0)
}

const files = (): string[] =>
  [data, out].flatMap((root) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )

describe.skipIf(process.platform === 'win32')('what Sonic writes', () => {
  beforeAll(() => {
    runOpenly('simulate', '--users', '5', '--days', '3', '--attacks', 'none', '--out', join(out, 'logs'))
    appendFileSync(log, 'this is no record\n')
    runOpenly('analyze', log, '--out', out)
    runOpenly('analyze', log, '--out', join(out, 'collected'), '--workspace', join(data, 'w.sqlite'))
    runOpenly('settings', 'alertBudgetPerDay', '20')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('is readable by its owner alone, whatever the umask', () => {
    expect(files().length).toBeGreaterThan(6)
    for (const file of files()) expect([file, statSync(file).mode & 0o777]).toEqual([file, 0o600])
    for (const made of [data, out, join(out, 'logs'), join(out, 'collected')])
      expect(statSync(made).mode & 0o777).toBe(0o700)
  })

  test('cannot be read by another user', ({ skip }) => {
    if (process.getuid?.() !== 0) return skip('needs root, to become another user')
    const paths = files()
    for (const open of [folder, data, out, join(out, 'logs'), join(out, 'collected')]) chmodSync(open, 0o755)
    for (const path of paths) {
      const { stderr } = spawnSync('head', ['-c', '1', path], { uid: nobody, encoding: 'utf8' })
      expect([path, stderr]).toEqual([path, expect.stringMatching(/denied/i)])
    }
  })
})
