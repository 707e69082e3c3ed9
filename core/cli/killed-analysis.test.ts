import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { Store } from '../store/store.ts'

const sonicPath = resolve(import.meta.dirname, 'sonic.ts')
const importSchema = z.object({ totals: z.record(z.string(), z.unknown()) })

let folder: string
let log: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-killed-'))
  log = join(folder, 'vpn.log')
  const lines = Array.from({ length: 30_000 }, (_, n) => {
    const clock = new Date(Date.UTC(2026, 2, 2, 8, 0, n)).toISOString().slice(11, 19)
    return `<166>Mar 02 2026 ${clock} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${n % 5000} : user IP = 198.51.100.7`
  })
  writeFileSync(log, lines.join('\n'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** @returns whether it came to its end before it was killed */
async function analyze(out: string, killAfterMs?: number): Promise<boolean> {
  const child = spawn(process.execPath, [sonicPath, 'analyze', log, '--out', out], {
    env: { ...process.env, SONIC_DATA: join(folder, 'data') },
    stdio: 'ignore',
  })
  const killing = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  const [status] = (await once(child, 'exit')) as [number | null]
  clearTimeout(killing)
  return status === 0
}

function results(out: string) {
  const store = new Store(join(out, 'workspace.sqlite'))
  try {
    const { totals } = importSchema.parse(JSON.parse(readFileSync(join(out, 'import.json'), 'utf8')))
    const imports = store.imports().map(({ state }) => state)
    return { totals, imports, incidents: store.incidents(), alerts: [...store.alerts()] }
  } finally {
    store.close()
  }
}

it('an analysis goes on where it was killed, by the same command', { timeout: 300_000 }, async () => {
  const [whole, killed] = [join(folder, 'whole'), join(folder, 'killed')]
  expect(await analyze(whole)).toBe(true)
  // Each lasts longer, so that the last comes to its end however slow the machine is.
  for (let after = 1200; !(await analyze(killed, after)); after += 1200);
  expect(results(killed)).toEqual(results(whole))
})
