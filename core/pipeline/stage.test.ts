import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { resources } from '../host/resources.ts'
import type { ImportProgress } from '../ingest/import-report.ts'
import { readOverview } from '../store/overview.ts'
import { Store } from '../store/store.ts'
import { addRule } from '../store/suppression.ts'
import { Stage } from './stage.ts'
import { runImport } from './import.ts'

let folder: string
let log: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-stage-'))
  log = join(folder, 'vpn.log')
  writeFileSync(log, failedSignIns(400))
  store = new Store(join(folder, 'workspace.sqlite'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

/** Many people, one address, within minutes; and a line that cannot be read. */
function failedSignIns(count: number): string {
  const lines = Array.from({ length: count }, (_, n) => {
    const clock = new Date(Date.UTC(2026, 2, 2, 8, 0, n)).toISOString().slice(11, 19)
    return `<166>Mar 02 2026 ${clock} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${n} : user IP = 198.51.100.7`
  })
  return `${lines.join('\n')}\n%ASA-9-1: noise\n`
}

async function importLog(
  id: string,
  { paths = [log], year, onProgress = () => {}, graceMs }: Partial<Options> = {},
  signal = new AbortController().signal,
) {
  return runImport(
    { id, paths, ...(year === undefined ? {} : { year }) },
    { store, modelsDir: resources.models, signal, onProgress, onCommit: () => {}, graceMs },
  )
}

interface Options {
  paths: string[]
  /** To read in another way than before. */
  year: number
  onProgress: (progress: ImportProgress) => void
  graceMs: number
}

/** Cancels as soon as something was read. */
function cancelled(id: string, year?: number) {
  const cancel = new AbortController()
  const onProgress = ({ lines }: ImportProgress): void => {
    if (lines > 0) cancel.abort()
  }
  return importLog(id, { onProgress, ...(year === undefined ? {} : { year }) }, cancel.signal)
}

/** Everything that was found, whatever the import is called. */
const found = () => ({
  incidents: store.incidents(),
  alerts: [...store.alerts()],
  overview: readOverview(store),
  events: store.connection.prepare('SELECT sum(rows) FROM event_segments').pluck().get(),
})
const files = () => readdirSync(folder).filter((name) => name.startsWith('workspace'))

describe('an import of the same files, read in another way,', () => {
  it('takes the place of the earlier when it is whole, with statuses and rules', async () => {
    await importLog('first')
    const [incident] = store.incidents()
    store.setStatus(incident?.id ?? '', 'investigating')
    addRule(store, { conditions: { users: ['user1'] }, reason: 'known' }, { who: 'ada', now: Date.now() })
    const before = found()
    expect(before.incidents).toMatchObject([{ status: 'investigating' }])

    const again = await importLog('second', { year: 2026 })
    expect(again).toMatchObject({ state: 'done', replaced: [{ id: 'first' }] })
    expect(found()).toEqual(before)
    expect(store.imports()).toMatchObject([{ id: 'second', quarantine: { records: 1 } }])
    expect(readdirSync(join(folder, 'workspace.quarantine'))).toEqual(['second.ndjson'])
    expect(files().filter((name) => name.includes('staging'))).toEqual([])
  })

  it('leaves the earlier whole when it is cancelled, and says so', async () => {
    await importLog('first')
    const before = found()
    const { state, stays, quarantine } = await cancelled('second', 2026)
    expect({ state, stays, quarantine }).toEqual({
      state: 'cancelled',
      stays: [{ id: 'first', started: store.imports().at(-1)?.started }],
      quarantine: undefined,
    })
    expect(found()).toEqual(before)
    expect(store.imports().map(({ id, state }) => [id, state])).toEqual([
      ['second', 'cancelled'],
      ['first', 'done'],
    ])
    expect(readdirSync(join(folder, 'workspace.quarantine'))).toEqual(['first.ndjson'])

    expect(await importLog('third', { year: 2026 })).toMatchObject({ replaced: [{ id: 'first' }] })
    expect(store.imports().map(({ id }) => id)).toEqual(['third'])
  })

  it('is told as interrupted when its process dies, with the earlier that stays', async () => {
    const { started } = await importLog('first')
    const before = found()
    // As a killed process leaves it: begun, and neither landed nor abandoned.
    new Stage(store, {
      id: 'second',
      started: 7,
      fingerprint: 'files',
      earlier: [{ id: 'first', started }],
    }).store.close()
    expect(store.imports()).toMatchObject([
      { id: 'first', state: 'done' },
      {
        id: 'second',
        state: 'interrupted',
        stays: [{ id: 'first' }],
        error: expect.stringMatching(/nothing of it is kept/) as unknown,
      },
    ])
    expect(found()).toEqual(before)
    expect(await importLog('third', { year: 2026 })).toMatchObject({
      state: 'done',
      replaced: [{ id: 'first' }],
    })
  })

  it('leaves the earlier whole when the disk fills up', async () => {
    await importLog('first')
    const before = found()
    const pages = Number(store.connection.pragma('page_count', { simple: true }))
    store.connection.pragma(`max_page_count = ${pages}`)
    const more = join(folder, 'more.log')
    writeFileSync(
      more,
      failedSignIns(3000).replaceAll('Mar 02', 'Mar 03').replaceAll('user = user', 'user = who'),
    )
    const report = await importLog('second', { paths: [log, more], year: 2026 })
    expect(report).toMatchObject({ state: 'failed', stays: [{ id: 'first' }] })
    expect(report.error).toMatch(/disk that holds .*workspace\.sqlite is full/)
    expect(found()).toEqual(before)
  })

  it('removes what one that was killed has left beside the workspace', async () => {
    for (const end of ['', '-wal', '-shm']) writeFileSync(`${store.path}.staging${end}`, 'left')
    mkdirSync(join(folder, 'workspace.quarantine'))
    writeFileSync(join(folder, 'workspace.quarantine', 'killed.ndjson'), '')
    await importLog('first')
    expect(readdirSync(join(folder, 'workspace.quarantine'))).toEqual(['first.ndjson'])
    expect(files().filter((name) => name.includes('staging'))).toEqual([])
  })
})

describe('a first import', () => {
  it('is gone on with after a cancel, and ends as if there had been none', async () => {
    const whole = await importLog('whole')
    const undisturbed = found()
    store.close()
    store = new Store(join(folder, 'other.sqlite'))
    expect(await cancelled('first')).toMatchObject({ state: 'cancelled' })
    expect(await importLog('second')).toMatchObject({ state: 'done', totals: whole.totals, replaced: [] })
    expect(found()).toEqual(undisturbed)
    expect(store.imports().map(({ id }) => id)).toEqual(['second'])
  })

  it('has nothing new when it is opened again, under any name', async () => {
    await importLog('first')
    const before = found()
    const renamed = join(folder, 'renamed.log.gz')
    writeFileSync(renamed, gzipSync(readFileSync(log)))
    const again = await importLog('again', { paths: [renamed] })
    expect(again).toMatchObject({ state: 'done', totals: { known: 400, alerts: 0 } })
    expect(await importLog('same')).toMatchObject({ state: 'done', sources: [{ skipped: true }] })
    // The line that is no record is counted in each file.
    const { overview, ...rest } = found()
    expect(rest).toEqual({ incidents: before.incidents, alerts: before.alerts, events: before.events })
    expect(overview.totals).toEqual({ ...before.overview.totals, lines: 402 })
  })

  it('goes on where a log ended that has grown since, or was cut by rotation', async () => {
    const lines = readFileSync(log, 'utf8').split(/(?<=\n)/)
    const [old, current] = [join(folder, 'vpn.log.1'), join(folder, 'current.log')]
    writeFileSync(current, lines.slice(0, 250).join(''))
    await importLog('first', { paths: [current] })
    const ids = () => new Set([...store.alerts()].map(({ id }) => id))
    const before = ids()
    writeFileSync(old, lines.slice(0, 120).join(''))
    writeFileSync(current, lines.slice(120).join(''))
    const grown = await importLog('second', { paths: [old, current] })
    expect(grown).toMatchObject({ state: 'done', totals: { known: 250, records: 400 } })
    expect(readOverview(store).totals.acts.attempt).toBe(400)
    expect(before.isSubsetOf(ids())).toBe(true)
  })

  it('changes nothing when it is cancelled before it has begun', async () => {
    const cancel = new AbortController()
    cancel.abort()
    expect(await importLog('first', {}, cancel.signal)).toMatchObject({ state: 'cancelled', sources: [] })
    expect(store.imports()).toEqual([])
  })

  it('leaves one report, however often the same could not be read', async () => {
    const paths = [join(folder, 'gone.log')]
    await importLog('first', { paths })
    await importLog('second', { paths })
    expect(store.imports()).toMatchObject([{ id: 'second', state: 'failed' }])
  })
})

it('tells of an import whose process died, with what was kept', async () => {
  await importLog('first')
  store.connection.exec('UPDATE imports SET report = NULL')
  expect(store.imports()).toMatchObject([
    {
      id: 'first',
      state: 'interrupted',
      totals: { acts: { attempt: 400 }, incidents: 1 },
      sources: [{ path: log }],
      error: expect.stringMatching(
        /ended before this import did: what it had committed until then is kept/,
      ) as unknown,
    },
  ])
  expect(await importLog('again')).toMatchObject({ state: 'done', totals: { acts: { attempt: 400 } } })
  expect(store.imports()).toMatchObject([{ id: 'again', state: 'done' }])
})
