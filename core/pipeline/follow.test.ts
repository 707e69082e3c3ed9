import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { resources } from '../host/resources.ts'
import type { Pace } from '../ingest/sources/pace.ts'
import { readOverview } from '../store/overview.ts'
import { Store } from '../store/store.ts'
import { addRule } from '../store/suppression.ts'
import { follow } from './follow.ts'

const second = 1000
const start = Date.UTC(2026, 2, 2, 8)

/** A clock on the wall that goes when it is told to. */
class FakePace implements Pace {
  #now = start
  #waiting: { at: number; go: () => void }[] = []

  now(): number {
    return this.#now
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting.push({ at: this.#now + ms, go: resolve })
      signal?.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  get waiting(): number {
    return this.#waiting.length
  }

  go(ms: number): void {
    this.#now += ms
    const due = this.#waiting.filter(({ at }) => at <= this.#now)
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now)
    for (const { go } of due) go()
  }
}

let folder: string
let log: string
let store: Store
let pace: FakePace
let end: AbortController
let commits: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-follow-'))
  log = join(folder, 'vpn.log')
  store = new Store(join(folder, 'workspace.sqlite'))
  pace = new FakePace()
  end = new AbortController()
  commits = 0
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

function asa(at: number, message: string): string {
  return `<166>Mar 02 2026 ${new Date(at).toISOString().slice(11, 19)} gw1 : %ASA-${message}\n`
}

/** Its act waits for two seconds, for a second line of the same. */
function refused(at: number): string {
  return asa(
    at,
    '6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = bob : user IP = 198.51.100.9',
  )
}

/** Its alert needs nothing that comes later. */
function tampered(at: number): string {
  return asa(at, "5-111010: User 'eve', running 'CLI' from IP 203.0.113.9, executed 'no logging enable'")
}

function begin(paths = [log]) {
  return follow(
    { id: `run-${commits}`, paths },
    { store, modelsDir: resources.models, signal: end.signal, pace, onCommit: () => commits++ },
  )
}

/** Lets a second pass on the wall, and waits for the commit of its tick. */
async function pass(files = 1): Promise<void> {
  const before = commits
  const patience = { timeout: 30_000, interval: 2 }
  for (let part = 0; part < 4; part++) {
    // Every file is waited for, and the tick.
    await vi.waitFor(() => expect(pace.waiting).toBeGreaterThan(files), patience)
    pace.go(250)
  }
  await vi.waitFor(() => expect(commits).toBeGreaterThan(before), patience)
}

/** Lets time pass until so many acts are stored. */
async function untilStored(count: number, files = 1): Promise<void> {
  for (let seconds = 0; attempts() < count && seconds < 120; seconds++) await pass(files)
  expect(attempts()).toBe(count)
}

const attempts = () => readOverview(store).totals.acts.attempt

describe('follow', () => {
  it('stores an alert within two seconds of its record, at one act a second', async () => {
    writeFileSync(log, refused(start))
    const running = begin()
    await pass()
    const delays = new Map<string, number>()
    for (let n = 1; n <= 40; n++) {
      // The record is written now.
      appendFileSync(log, (n === 20 ? tampered : refused)(pace.now()))
      await pass()
      for (const { title, time } of store.alerts())
        if (!delays.has(title)) delays.set(title, pace.now() - time)
    }
    const delay = delays.entries().find(([title]) => title.startsWith('eve'))?.[1]
    expect(delay).toBeLessThanOrEqual(2 * second)
    expect(delays.size).toBeGreaterThan(1)
    // The last waits for a second line.
    await untilStored(40)
    end.abort()
    expect(await running).toMatchObject({ state: 'done', totals: { records: 41 } })
    expect(attempts()).toBe(40)
  })

  it('goes on with a file that was rotated, and with the next run, and takes nothing in twice', async () => {
    writeFileSync(log, refused(start) + refused(start + 5 * second))
    const running = begin()
    await pass()
    renameSync(log, `${log}.1`)
    appendFileSync(`${log}.1`, refused(start + 10 * second))
    writeFileSync(log, refused(start + 15 * second))
    await untilStored(4)
    end.abort()
    await running
    end = new AbortController()
    appendFileSync(log, refused(start + 20 * second))
    const again = begin([log, `${log}.1`])
    await untilStored(5, 2)
    end.abort()
    expect(await again).toMatchObject({ state: 'done', totals: { known: 4 } })
  })

  it('minds a rule from the next commit on, and undoes it when it is removed', async () => {
    writeFileSync(log, Array.from({ length: 30 }, (_, n) => refused(start + (n - 90) * 5 * second)).join(''))
    const running = begin()
    await untilStored(30)
    expect(store.incidents().length).toBeGreaterThan(0)
    const draft = { conditions: { users: ['bob'] }, reason: 'a test' }
    addRule(store, draft, { who: 'ada', now: Date.now() })
    expect(store.incidents()).toEqual([])
    appendFileSync(log, Array.from({ length: 60 }, (_, n) => refused(start + (n - 60) * 5 * second)).join(''))
    await untilStored(90)
    expect(store.incidents()).toEqual([])
    end.abort()
    await running
  })
})
