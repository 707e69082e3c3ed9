import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { Store } from '../store/store.ts'

// Each test runs the whole command several times: seconds each, far more on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const sonicPath = resolve(import.meta.dirname, 'sonic.ts')
const outputs = ['alerts.ndjson', 'import.json', 'incidents.json', 'report.html']
const importSchema = z.object({
  id: z.string(),
  state: z.string(),
  totals: z.object({ lines: z.number() }),
  quarantine: z.object({ path: z.string() }).optional(),
})

let folder: string
let out: string
let log: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-analyze-'))
  out = join(folder, 'out')
  log = join(folder, 'vpn.log')
  writeFileSync(log, signIns(300))
})
afterEach(() => rmSync(folder, { recursive: true }))

function signIns(count: number): string {
  const lines = Array.from({ length: count }, (_, n) => {
    const clock = new Date(Date.UTC(2026, 2, 2, 8, 0, n)).toISOString().slice(11, 19)
    return `<166>Mar 02 2026 ${clock} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${n % 5000} : user IP = 198.51.100.7`
  })
  return `${lines.join('\n')}\n%ASA-9-1: noise\n`
}

function start(...args: string[]) {
  return spawn(process.execPath, [sonicPath, ...args], {
    env: { ...process.env, SONIC_DATA: join(folder, 'data') },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

function sonic(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [sonicPath, ...args], {
    encoding: 'utf8',
    env: { ...process.env, SONIC_DATA: join(folder, 'data') },
  })
  return { status, stdout, stderr }
}

const analyze = (paths: string[], ...more: string[]) => sonic('analyze', ...paths, '--out', out, ...more)
const readImport = (dir = out) =>
  importSchema.parse(JSON.parse(readFileSync(join(dir, 'import.json'), 'utf8')))

/** The four outputs and what the workspace holds. */
function results(dir = out) {
  const store = new Store(join(dir, 'workspace.sqlite'))
  try {
    return {
      files: outputs.map((name) => readFileSync(join(dir, name), 'utf8')),
      imports: store.imports(),
      incidents: store.incidents(),
      alerts: [...store.alerts()],
    }
  } finally {
    store.close()
  }
}

/** A long import: as many lines as keep it busy while it is interrupted. */
function longLog(): string {
  const path = join(folder, 'long.log')
  writeFileSync(path, signIns(120_000))
  return path
}

describe('sonic analyze over earlier results', () => {
  it('keeps them when a path is misspelt or nothing can be read', () => {
    expect(analyze([log]).status).toBe(0)
    const before = results()
    expect(analyze([join(folder, 'vpm.log')])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /vpm\.log does not exist: check the spelling\. The earlier results in .*out stay/,
      ) as unknown,
    })
    const prose = join(folder, 'novel.txt')
    writeFileSync(prose, 'It was a dark and stormy night;\n'.repeat(50))
    const { status, stderr } = analyze([prose])
    expect(status).toBe(1)
    expect(stderr).toMatch(/The earlier results in .*out stay as they were/)
    expect(results()).toEqual(before)
  })

  it('replaces them when it is whole, with their rejected lines', () => {
    analyze([log])
    const first = readImport()
    writeFileSync(log, signIns(500))
    expect(analyze([log]).status).toBe(0)
    const second = readImport()
    expect(results().imports).toMatchObject([{ id: second.id, totals: { lines: 501 } }])
    expect(existsSync(first.quarantine?.path ?? '')).toBe(false)
    expect(readFileSync(second.quarantine?.path ?? '', 'utf8')).toContain('noise')
    expect(readdirSync(out).sort()).toEqual(
      [...outputs, 'workspace.quarantine', 'workspace.sqlite', 'workspace.sqlite.lock'].sort(),
    )
  })

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    'keeps them on %s, and what it found until then beside them',
    async (signal) => {
      analyze([log])
      const before = results()
      const child = start('analyze', longLog(), '--out', out)
      await untilBusy(join(out, '.staging'))
      child.kill(signal)
      const [status] = (await once(child, 'exit')) as [number | null]
      expect(status).toBe(1)
      expect(results()).toEqual(before)
      if (existsSync(join(out, 'partial'))) {
        expect(readImport(join(out, 'partial')).state).toBe('cancelled')
        expect(results(join(out, 'partial')).imports).toMatchObject([{ state: 'cancelled' }])
      }
      expect(readdirSync(out).filter((name) => /-wal|-shm|staging|\.partial$/.test(name))).toEqual([])
    },
  )

  it('leaves the whole earlier or the whole new result, whenever it is killed', async () => {
    analyze([log])
    const before = results()
    writeFileSync(log, signIns(2500))
    const begun = performance.now()
    const reference = join(folder, 'reference')
    sonic('analyze', log, '--out', reference)
    const took = performance.now() - begun
    const after = results(reference)
    for (const share of [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 1.03]) {
      const child = start('analyze', log, '--out', out)
      const ended = once(child, 'exit')
      await Promise.race([sleep(took * share), ended])
      child.kill('SIGKILL')
      await ended
      const store = new Store(join(out, 'workspace.sqlite'))
      const alerts = [...store.alerts()]
      expect(store.imports()).toMatchObject([{ state: 'done' }])
      store.close()
      expect([before.alerts, after.alerts]).toContainEqual(alerts)
      for (const name of outputs) expect(statSync(join(out, name)).size).toBeGreaterThan(0)
      expect(() => readImport()).not.toThrow()
    }
    expect(analyze([log]).status).toBe(0)
    expect(results().alerts).toEqual(after.alerts)
    expect(readdirSync(out).filter((name) => /staging|\.partial$/.test(name))).toEqual([])
  })
})

it('files that are imported again are the whole earlier or the whole new import, whenever that is killed', async () => {
  const workspace = join(folder, 'case.sqlite')
  const args = ['analyze', log, '--out', out, '--workspace', workspace]
  writeFileSync(log, signIns(2500))
  sonic(...args)
  const begun = performance.now()
  sonic(...args)
  const took = performance.now() - begun
  const read = () => {
    const store = new Store(workspace)
    try {
      return { states: store.imports().map(({ state }) => state), alerts: [...store.alerts()] }
    } finally {
      store.close()
    }
  }
  const whole = read()
  expect(whole.states).toEqual(['done'])
  for (const share of [0.5, 0.7, 0.85, 0.95, 1]) {
    const child = start(...args)
    const ended = once(child, 'exit')
    await Promise.race([sleep(took * share), ended])
    child.kill('SIGKILL')
    await ended
    expect(read().alerts).toEqual(whole.alerts)
    expect([['done'], ['interrupted', 'done']]).toContainEqual(read().states)
  }
  expect(sonic(...args).status).toBe(0)
  expect(read()).toEqual(whole)
  expect(readdirSync(folder).filter((name) => name.includes('staging'))).toEqual([])
})

/** Until an analysis has begun to write there, however slow the machine. */
async function untilBusy(path: string): Promise<void> {
  while (!existsSync(path)) await sleep(20)
  await sleep(300)
}

describe('a first analysis', () => {
  it('writes what it found when it is ended, and leaves no half files', async () => {
    const child = start('analyze', longLog(), '--out', out)
    await untilBusy(join(out, 'workspace.sqlite'))
    child.kill('SIGTERM')
    await once(child, 'exit')
    expect(readImport().state).toBe('cancelled')
    expect(readdirSync(out).filter((name) => /-wal|-shm|\.partial$/.test(name))).toEqual([])
  })

  it('ends at once on a second signal', async () => {
    const child = start('analyze', longLog(), '--out', out)
    const exit = once(child, 'exit')
    await untilBusy(join(out, 'workspace.sqlite'))
    child.kill('SIGTERM')
    await sleep(700)
    child.kill('SIGTERM')
    const [status, signal] = (await exit) as [number | null, string | null]
    // It may have been done already.
    expect(signal === 'SIGTERM' || status === 1).toBe(true)
    const store = new Store(join(out, 'workspace.sqlite'))
    expect(store.imports().every(({ state }) => state === 'interrupted' || state === 'cancelled')).toBe(true)
    store.close()
  })

  it('that was killed is told of as interrupted', async () => {
    const child = start('analyze', longLog(), '--out', out)
    const path = join(out, 'workspace.sqlite')
    for (let begun = 0; begun === 0; await sleep(20)) {
      if (!existsSync(`${path}.lock`)) continue
      const store = new Store(path)
      begun = store.connection.prepare<[], number>('SELECT count(*) FROM imports').pluck().get() ?? 0
      store.close()
    }
    child.kill('SIGKILL')
    await once(child, 'exit')
    const store = new Store(path)
    expect(store.imports()).toMatchObject([{ state: 'interrupted' }])
    store.close()
  })
})

describe('--out', () => {
  it('is refused on the data folder, beside another workspace, and over one that was made otherwise', () => {
    const data = join(folder, 'data')
    mkdirSync(data)
    expect(sonic('analyze', log, '--out', data)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/is where Sonic keeps its settings/) as unknown,
    })
    expect(sonic('analyze', log, '--out', join(data, 'models'))).toMatchObject({ status: 2 })
    mkdirSync(out)
    writeFileSync(join(out, 'case.sqlite'), '')
    expect(analyze([log])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /holds the workspace case\.sqlite, which is not the one in use/,
      ) as unknown,
    })
    rmSync(join(out, 'case.sqlite'))
    new Store(join(out, 'workspace.sqlite')).close()
    expect(analyze([log])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/is a workspace that sonic analyze did not make/) as unknown,
    })
    expect(analyze([log], '--workspace', join(out, 'workspace.sqlite')).status).toBe(0)
  })
})

describe('a workspace that is named', () => {
  it('and its outputs stay when the next files cannot be read, and one that another writes to is told', async () => {
    const workspace = join(folder, 'case.sqlite')
    analyze([log], '--workspace', workspace)
    const before = readImport()
    expect(analyze([join(folder, 'gone.log')], '--workspace', workspace).status).toBe(1)
    expect(readImport()).toEqual(before)

    const child = start('analyze', longLog(), '--out', join(folder, 'other'), '--workspace', workspace)
    await untilBusy(join(folder, 'other'))
    const store = new Store(workspace)
    while (store.connection.prepare('SELECT 1 FROM imports WHERE report IS NULL').get() === undefined)
      await sleep(20)
    store.close()
    const held = /is being written by sonic analyze \(process \d+, since .*\): wait for it/
    expect(analyze([log], '--workspace', workspace).stderr).toMatch(held)
    // Rules may be changed meanwhile.
    expect(sonic('rules', 'add', '--user', 'ada', '--reason', 'x', '--workspace', workspace).status).toBe(0)
    expect(sonic('rules', 'list', '--workspace', workspace).status).toBe(0)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(analyze([log], '--workspace', workspace).status).toBe(0)
  })

  it('is not made by looking at it', () => {
    const workspace = join(folder, 'none', 'case.sqlite')
    for (const args of [
      ['report', 'x'],
      ['rules', 'list'],
      ['rules', 'preview', '--user', 'x'],
      ['rules', 'remove', 'x'],
      ['train'],
    ])
      expect(sonic(...args, '--workspace', workspace)).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/There is no workspace .*case\.sqlite: import logs first/) as unknown,
      })
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

describe('a full disk', () => {
  it.skipIf(!isRoot)('is told, leaves no half files, and a workspace that opens', () => {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    writeFileSync(log, signIns(40_000).replaceAll(/user = user(\d+)/g, 'user = u$1'))
    for (const kib of [96, 200, 400, 1000]) {
      if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', disk]).status !== 0) return
      try {
        const dir = join(disk, 'out')
        const { status, stderr } = sonic('analyze', log, '--out', dir)
        expect(stderr).not.toMatch(/SQLITE|ENOSPC|    at /)
        if (status !== 0) expect(stderr).toMatch(/disk.* is full/)
        const left = existsSync(dir) ? readdirSync(dir) : []
        expect(left.filter((name) => name.endsWith('.partial'))).toEqual([])
        for (const name of outputs)
          if (left.includes(name)) expect(statSync(join(dir, name)).size).toBeGreaterThan(0)
        if (!left.includes('workspace.sqlite')) continue
        for (const name of left.filter((name) => name.endsWith('.json') || name.endsWith('.html')))
          rmSync(join(dir, name))
        const store = new Store(join(dir, 'workspace.sqlite'))
        store.imports()
        store.close()
      } finally {
        spawnSync('umount', [disk])
      }
    }
  })
})
