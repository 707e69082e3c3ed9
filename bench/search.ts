/**
 * Storing and searching events: `npm run bench:search [-- --events 10000000] [--commit 5000]`, with a commit every so many
 * events (default: 65,536). The events are those of a simulated ASA log,
 * again and again with later times, in a workspace of their own; each query is timed first (cold) and then warm, as a
 * median of five, beside a scan of the same log with grep in the same run.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Reject, type Event, type Place } from '../core/event/event.ts'
import { decoders } from '../core/ingest/decoders/index.ts'
import { openReader } from '../core/ingest/open-reader.ts'
import { listSources } from '../core/ingest/sources/list-sources.ts'
import { simulate } from '../core/simulate/simulate.ts'
import type { EventStore } from '../core/events/event-store.ts'
import { SegmentWriter } from '../core/events/segment/segment-writer.ts'
import { Store } from '../core/store/store.ts'

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '10000000' },
    commit: { type: 'string', default: '65536' },
  },
})
const wanted = Number(values.events)
const commitRows = Number(values.commit)
const shown = ['@timestamp', 'event.action', 'event.outcome', 'user.name', 'source.ip']
const folder = mkdtempSync(join(tmpdir(), 'sonic-bench-search-'))
const store = new Store(join(folder, 'workspace.sqlite'))
try {
  await simulate({ users: 300, days: 60, seed: 3, lines: 200_000, attacks: 'all', out: folder })
  const log = join(folder, 'vpn-gw1.log')
  const records = await read(log)
  fill(records)
  await search(store.events, log, records)
} finally {
  store.close()
  rmSync(folder, { recursive: true })
}

interface Recorded {
  event: Event
  place: Place
  original: string
}

async function read(path: string): Promise<Recorded[]> {
  const { sources } = await listSources([path])
  const [source] = sources
  if (!source) throw new Error(`${path} cannot be read`)
  const records: Recorded[] = []
  for await (const batch of openReader(source, { decoders }))
    for (const [i, event] of batch.records.entries()) {
      const place = batch.places[i]
      if (place && !(event instanceof Reject))
        records.push({ event, place, original: batch.originals[i] ?? '' })
    }
  return records
}

function fill(records: readonly Recorded[]): void {
  store.beginImport('bench', 0, { fingerprint: 'bench' })
  const span = 61 * 86_400_000
  const writer = new SegmentWriter()
  let longest = 0
  const flush = (): void => {
    const begun = performance.now()
    const segment = writer.finish()
    if (segment) store.writeEvents('bench', segment)
    longest = Math.max(longest, performance.now() - begun)
  }
  const before = process.cpuUsage()
  for (let n = 0; n < wanted; n++) {
    const record = records[n % records.length]
    if (!record) continue
    const round = Math.floor(n / records.length)
    record.event['@timestamp'] += round === 0 ? 0 : span
    if (
      writer.add(record.event, { ...record.place, offset: n * 200 }, record.original) ||
      writer.rows === commitRows
    )
      flush()
  }
  flush()
  const { user, system } = process.cpuUsage(before)
  store.connection.pragma('wal_checkpoint(TRUNCATE)')
  const bytes = statSync(store.path).size
  console.log(
    `${wanted} events: ${((user + system) / wanted).toFixed(1)} µs of processor time and ${(bytes / wanted).toFixed(0)} bytes each; ` +
      `the longest commit took ${longest.toFixed(0)} ms`,
  )
}

async function search(events: EventStore, log: string, records: readonly Recorded[]): Promise<void> {
  const middle = records[Math.floor(records.length / 2)]?.event
  const user = String(middle?.['user.name'] ?? 'nobody')
  const queries: Record<string, () => Promise<unknown>> = {
    'first page, a user': () =>
      events.page({ query: `user.name:${user}`, order: 'newest', limit: 100, fields: shown }),
    'first page, a network': () =>
      events.page({ query: 'source.ip:203.0.0.0/8', order: 'newest', limit: 100, fields: shown }),
    'first page, a day': () =>
      events.page({ query: 'time:2027-03-04', order: 'newest', limit: 100, fields: shown }),
    'first page, a user who is not there': () =>
      events.page({ query: 'user.name:nobody.at.all', order: 'newest', limit: 100 }),
    'count, three filters': () =>
      events.count('event.outcome:failure and source.port>1024 and not user.name:a*'),
    'histogram, two filters': () => events.histogram('event.outcome:failure and user.name:a*', 200),
    'histogram, everything': () => events.histogram('', 200),
    'top 20 users, failures': () => events.top('event.outcome:failure', 'user.name', 20),
    'words that are nowhere': () => events.page({ query: 'xylophone', order: 'newest', limit: 100 }),
    'words that are everywhere': () => events.page({ query: 'authentication', order: 'newest', limit: 100 }),
    'infix that is nowhere': () => events.page({ query: '*ylophon*', order: 'newest', limit: 100 }),
  }
  const copies = wanted / records.length
  const grep = time(() => spawnSync('grep', ['-c', 'xylophone', log]))
  console.log(
    `grep -c over as much text: ${((await grep) * copies).toFixed(0)} ms (one copy's time, times ${copies.toFixed(1)})`,
  )
  for (const [name, ask] of Object.entries(queries)) {
    const cold = await time(ask)
    const warm: number[] = []
    const before = process.cpuUsage()
    for (let i = 0; i < 5; i++) warm.push(await time(ask))
    const { user, system } = process.cpuUsage(before)
    const median = warm.sort((a, b) => a - b)[2] ?? Number.NaN
    console.log(
      `${name.padEnd(36)} first ${cold.toFixed(0).padStart(6)} ms, warm ${median.toFixed(0).padStart(6)} ms (processor ${((user + system) / 5000).toFixed(0).padStart(6)} ms)`,
    )
  }
  console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`)
}

async function time(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
