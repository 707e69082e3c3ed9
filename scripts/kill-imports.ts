/**
 * Kills an import at random moments, again and again, starts it anew each time, and compares what the workspace holds in the
 * end with that of an undisturbed import: `npm run check:kills -- [KILLS] [LINES]`. Exits with 1 where they differ.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate } from '../core/simulate/simulate.ts'
import { Store } from '../core/store/store.ts'
import { importOnce } from './lib/kill-import.ts'
import { digestWorkspace } from './lib/workspace-digest.ts'

const [, , kills = '50', lines = '200000'] = process.argv
const folder = mkdtempSync(join(tmpdir(), 'sonic-kills-'))

function digestOf(path: string): Record<string, string> {
  const store = new Store(path)
  try {
    return digestWorkspace(store)
  } finally {
    store.close()
  }
}

try {
  // Some 1,800 lines a user of 28 days.
  const users = Math.max(10, Math.ceil(Number(lines) / 1_800))
  await simulate({ users, days: 28, seed: 9, attacks: 'all', out: folder })
  const log = join(folder, 'vpn-gw1.log')
  const count = readFileSync(log, 'latin1').split('\n').length - 1
  const begun = performance.now()
  await importOnce(log, join(folder, 'undisturbed.sqlite'))
  const whole = performance.now() - begun
  const expected = digestOf(join(folder, 'undisturbed.sqlite'))
  console.log(`${count} lines, ${users} people; undisturbed ${(whole / 1000).toFixed(1)} s`)
  let left = Number(kills)
  let round = 0
  let longest = 0
  const differences: string[] = []
  while (left > 0) {
    const workspace = join(folder, `killed-${++round}.sqlite`)
    let killed = 0
    for (let isDone = false; !isDone;) {
      const run = await importOnce(log, workspace, {
        ...(left > 0 ? { killAfterMs: Math.random() * whole * 0.9 } : {}),
        readsOnThread: Math.random() < 0.5,
      })
      isDone = run.isDone
      if (isDone) break
      left -= 1
      killed += 1
      longest = Math.max(longest, run.sinceCommit)
    }
    const found = digestOf(workspace)
    const differing = Object.keys({ ...expected, ...found }).filter((name) => expected[name] !== found[name])
    differences.push(...differing)
    console.log(
      `round ${round}: killed ${killed} times; ${differing.length === 0 ? 'equal' : `DIFFERS: ${differing.join(', ')}`}`,
    )
  }
  console.log(`at most ${(longest / 1000).toFixed(1)} s of work were repeated`)
  process.exitCode = differences.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}
