import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'

test('an analysis is ended in order from its very beginning', { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-interruption-'))
  try {
    const out = join(folder, 'out')
    const logs = resolve(import.meta.dirname, '..', '..', 'examples', 'harbour-office', 'logs')
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'sonic.ts'), 'analyze', logs, '--out', out],
      { env: { ...process.env, SONIC_DATA: join(folder, 'data') }, stdio: 'ignore' },
    )
    while (!existsSync(out)) await sleep(1)
    child.kill('SIGHUP')
    expect(await once(child, 'exit')).toEqual([1, null])
    expect(JSON.parse(readFileSync(join(out, 'import.json'), 'utf8'))).toMatchObject({ state: 'cancelled' })
    expect(readdirSync(out).filter((name) => /-wal|-shm|-journal|\.partial$/.test(name))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.skipIf(process.platform === 'win32')('a second signal ends at once', async () => {
  const code = `
    import { interrupted } from ${JSON.stringify(join(import.meta.dirname, 'interruption.ts'))}
    setInterval(() => {}, 1e6)
    const waiting = interrupted(); console.log('ready'); await waiting; console.log('first')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((done) => child.on('exit', (status, signal) => done(signal ?? status)))
  const says = (word: string) =>
    new Promise<void>((done) => child.stdout.on('data', (chunk: Buffer) => chunk.includes(word) && done()))
  await says('ready')
  const first = says('first')
  child.kill('SIGINT')
  await first
  // npm passes Ctrl+C on: the same keystroke comes twice.
  child.kill('SIGINT')
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(child.exitCode ?? child.signalCode).toBeNull()
  child.kill('SIGTERM')
  expect(await ended).toBe('SIGTERM')
})
