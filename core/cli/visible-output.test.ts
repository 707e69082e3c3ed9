import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resources } from '../host/resources.ts'

/** An escape sequence, a C1 one, a bidirectional control, a zero-width space, and a line of its own. */
const hostile = 'a\u001b]0;owned\u0007\u009b31m\u202enna\u200b\nsonic: all is well'
const folder = mkdtempSync(join(tmpdir(), 'sonic-visible-'))
const data = join(folder, 'data')
const logs = join(folder, 'logs')

function run(...args: string[]): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(resources.root, 'core', 'cli', 'sonic.ts'), ...args],
    { encoding: 'utf8', env: { ...process.env, SONIC_DATA: data } },
  )
  return stdout + stderr
}

function expectVisible(text: string): void {
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/)
  // HTML folds a line feed into a blank.
  if (!text.startsWith('<!doctype html>')) expect(text).not.toMatch(/^sonic: all is well/m)
}

/** Sign-ins as ECS JSON lines, from everywhere at once, of a person with the hostile name. */
function signIns(): string {
  const countries = ['198.51.100.7', '203.0.113.9', '192.0.2.44', '8.8.8.8', '1.1.1.1']
  return Array.from({ length: 300 }, (_, i) =>
    JSON.stringify({
      '@timestamp': new Date(Date.parse('2026-03-02T08:00:00Z') + i * 60_000).toISOString(),
      event: {
        category: ['authentication'],
        outcome: i % 3 === 0 ? 'success' : 'failure',
        action: hostile,
        reason: hostile,
      },
      user: { name: hostile },
      source: { ip: countries[i % countries.length] },
      vpn: { step: 'attempt' },
    }),
  ).join('\n')
}

beforeAll(() => {
  mkdirSync(logs)
  writeFileSync(join(logs, 'ecs.json'), `${signIns()}\n`)
  if (process.platform !== 'win32') writeFileSync(join(logs, `${hostile}.log`), 'no record\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('no name from a log or of a file steers the terminal, in any command', () => {
  const out = join(folder, 'out')
  const analysed = run('analyze', logs, '--out', out)
  expectVisible(analysed)
  expect(analysed).toMatch(/\\u202enna/)
  for (const name of readdirSync(out).filter((file) => /\.(json|ndjson|html)$/.test(file)))
    expectVisible(readFileSync(join(out, name), 'utf8'))
  const workspace = join(out, 'workspace.sqlite')
  const incidents = JSON.parse(readFileSync(join(out, 'incidents.json'), 'utf8')) as { id: string }[]
  expect(incidents.length).toBeGreaterThan(0)
  for (const form of ['json', 'html'])
    expectVisible(run('report', incidents[0]?.id ?? '', '--as', form, '--workspace', workspace))
  expectVisible(run('rules', 'add', '--workspace', workspace, '--user', hostile, '--reason', hostile))
  for (const options of [[], ['--json']])
    expectVisible(run('rules', 'list', '--workspace', workspace, ...options))
  const parsed = run('parse', logs)
  expectVisible(parsed)
  expect(parsed).toContain(JSON.stringify('\u202e').replace('\u202e', '\\u202e').slice(1, -1))
  for (const args of [['parse'], ['analyze', '--out', out], ['report', '--workspace'], ['models', 'show']])
    expectVisible(run(...args, join(folder, hostile)))
  expectVisible(run(hostile))
  expectVisible(run('settings', hostile))
  expectVisible(run('analyze', '--format', hostile, logs, '--out', join(folder, 'other')))
})
