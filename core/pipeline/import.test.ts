import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resources } from '../host/resources.ts'
import type { ImportProgress, ImportReport } from '../ingest/import-report.ts'
import { exportIncident } from '../report/json.ts'
import { simulate } from '../simulate/simulate.ts'
import { readOverview } from '../store/overview.ts'
import { Store } from '../store/store.ts'
import { readOriginal } from '../ingest/sources/read-original.fixture.ts'
import { readQuarantine } from './quarantine.ts'
import { runImport } from './import.ts'

/** Training an ensemble, or two, takes its time on a busy machine. */
const trainingTime = 180_000

let folder: string
let log: string
/** What an import of the log found. */
let whole: Store
let report: ImportReport
const progress: ImportProgress[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-import-'))
  await simulate({ users: 25, days: 16, seed: 77, attacks: 'password-spray,impossible-travel', out: folder })
  log = join(folder, 'vpn-gw1.log')
  whole = new Store(':memory:')
  report = await importInto(whole, [log], 'whole', { onProgress: (step) => progress.push(step) })
}, trainingTime)
afterAll(() => rmSync(folder, { recursive: true }))

interface Options {
  signal?: AbortSignal
  markMs?: number
  readsOnThread?: boolean
  onProgress?: (progress: ImportProgress) => void
  onCommit?: () => void
  modelsDir?: string
}

async function importInto(store: Store, paths: string[], id: string, options: Options = {}) {
  return runImport(
    { id, paths },
    {
      store,
      modelsDir: resources.models,
      signal: new AbortController().signal,
      onProgress: () => {},
      onCommit: () => {},
      ...options,
    },
  )
}

function incidentsOf(store: Store): object[] {
  return store.incidents().flatMap(({ id }) => {
    const incident = store.incident(id)
    return incident ? [exportIncident(incident)] : []
  })
}

describe('runImport', () => {
  it('judges every act, also those after a silence at the end', async () => {
    const lines = [8, 14].flatMap((hour) =>
      Array.from({ length: 60 }, (_, n) => {
        const clock = new Date(Date.UTC(2026, 2, 2, hour, 0, 5 * n)).toISOString().slice(11, 19)
        return `<166>Mar 02 2026 ${clock} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${n} : user IP = 198.51.100.${hour}`
      }),
    )
    const path = join(folder, 'bursts.log')
    writeFileSync(path, lines.join('\n'))
    const store = new Store(':memory:')
    expect((await importInto(store, [path], 'bursts')).totals.acts['attempt']).toBe(120)
    expect(readOverview(store).totals.acts.attempt).toBe(120)
  })

  it(
    'finds the planted attacks, and the same way every time',
    async () => {
      const again = new Store(':memory:')
      await importInto(again, [log], 'again')

      expect(report).toMatchObject({ state: 'done', error: undefined, learning: { from: 'log' } })
      expect(report.sources).toMatchObject([{ format: 'cisco-asa', rejected: [] }])
      expect(incidentsOf(again)).toEqual(incidentsOf(whole))

      const spray = whole.incidents().find(({ title }) => title.includes('spray'))
      expect(spray?.severity).toMatch(/medium|high|critical/)
      const evidence = spray && whole.incident(spray.id)?.alerts[0]
      const place = evidence?.events[0]
      expect(
        evidence &&
          place &&
          readFileSync(log)
            .subarray(place.offset, place.offset + place.length)
            .toString(),
      ).toBe(evidence?.originals[0])

      expect(progress.at(-1)?.lines).toBe(report.totals.lines)
      expect(progress.every((step) => step.bytesRead <= step.bytesTotal)).toBe(true)
    },
    trainingTime,
  )

  it(
    'gives the same incidents from a log in two files as from one',
    async () => {
      const lines = readFileSync(log, 'utf8').split(/(?<=\n)/)
      const half = Math.floor(lines.length / 2)
      const parts = [join(folder, 'part.1'), join(folder, 'part.2')]
      writeFileSync(parts[0] ?? '', lines.slice(0, half).join(''))
      writeFileSync(parts[1] ?? '', lines.slice(half).join(''))
      const split = new Store(':memory:')
      await importInto(split, parts.toReversed(), 'split')
      const titles = (store: Store) => store.incidents().map(({ title, severity }) => `${severity} ${title}`)
      expect(titles(split).toSorted()).toEqual(titles(whole).toSorted())
    },
    trainingTime,
  )

  it.each([
    ['this thread', false],
    ['a thread of its own', true],
  ])(
    'goes on after a cancel, and ends as if there had been none, where %s reads',
    async (_, readsOnThread) => {
      const store = new Store(join(folder, `cancelled-${String(readsOnThread)}.sqlite`))
      const cancelAfter = (most: number) => {
        const cancel = new AbortController()
        let commits = 0
        const onCommit = () => void (++commits >= most && cancel.abort())
        return { signal: cancel.signal, onCommit, markMs: 0, readsOnThread }
      }
      // The second is cancelled before it comes to where the first was.
      const commits = [6, 2, 9]
      const states: string[] = []
      let last: ImportReport
      do {
        const most = commits[states.length] ?? Infinity
        last = await importInto(store, [log], `run ${states.length}`, cancelAfter(most))
        states.push(last.state)
        expect(readOverview(store).totals.acts.start).toBe(last.totals.acts['start'])
      } while (last.state === 'cancelled')
      expect(states.length).toBeGreaterThan(1)
      expect(last).toMatchObject({ state: 'done', error: undefined })
      expect(last.totals).toEqual(report.totals)
      expect(last.learning).toEqual(report.learning)
      expect(incidentsOf(store)).toEqual(incidentsOf(whole))
      expect(last.sources).toEqual(report.sources)
      expect(store.imports().map(({ id, state }) => [id, state])).toEqual([[last.id, 'done']])
      store.close()
    },
  )

  it('says why an import ended early, and what was read, where a thread reads', async () => {
    const store = new Store(join(folder, 'refusing.sqlite'))
    store.connection.exec(
      "CREATE TRIGGER full BEFORE INSERT ON event_segments BEGIN SELECT RAISE(FAIL, 'no room'); END",
    )
    const failed = await importInto(store, [log], 'refused', { readsOnThread: true, markMs: 0 })
    expect(failed).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('What was committed before is kept') as string,
    })
    expect(failed.sources).toMatchObject([{ path: log, format: 'cisco-asa' }])
    store.close()
  })

  it(
    'lets no single wrong clock move anything, and keeps its record',
    async () => {
      const lines = readFileSync(log, 'utf8').split(/(?<=\n)/)
      const wrong = (year: string) =>
        `<166>Jan 01 ${year} 00:00:00 vpn-gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = bob : user IP = 198.51.100.9\n`
      const path = join(folder, 'clocks.log')
      writeFileSync(path, [wrong('1970'), ...lines.toSpliced(500, 0, wrong('2099'))].join(''))
      const store = new Store(':memory:')
      const { totals, timeRange, sources } = await importInto(store, [path], 'clocks')
      expect(totals).toMatchObject({ acts: report.totals.acts, implausible: 2 })
      expect(timeRange).toEqual(report.timeRange)
      expect(sources[0]?.notes.join(' ')).toContain(
        '2 records have a time far from that of the records around',
      )
      const titles = (of: Store) =>
        of.incidents().map(({ title, severity, score }) => [title, severity, score])
      expect(titles(store)).toEqual(titles(whole))
      expect(await store.events.count('tags:implausible_time')).toBe(2)
    },
    trainingTime,
  )

  it('keeps what was read of a file that goes away meanwhile', async () => {
    const doomed = join(folder, 'doomed.log')
    copyFileSync(log, doomed)
    for (let n = 0; n < 4; n++) appendFileSync(doomed, readFileSync(log))
    const store = new Store(':memory:')
    const report = await importInto(store, [doomed], 'doomed', {
      onProgress: () => {
        if (existsSync(doomed)) {
          writeFileSync(doomed, '')
          rmSync(doomed)
        }
      },
    })
    expect(report.sources[0]?.error).toMatch(/doomed\.log/)
    expect(report.totals.records).toBeGreaterThan(0)
  })

  it('ends with a report, and keeps what was committed, when the disk fills up', async () => {
    const store = new Store(join(folder, 'full.sqlite'))
    const pages = Number(store.connection.pragma('page_count', { simple: true }))
    store.connection.pragma(`max_page_count = ${pages + 8}`)
    const report = await importInto(store, [log], 'full')
    expect(report.state).toBe('failed')
    expect(report.error).toMatch(/disk that holds .*full\.sqlite is full: free some space/)
    expect(report.totals.records).toBeGreaterThan(0)
    store.close()
  })

  it('keeps every rejected line, and can page through them', async () => {
    const path = join(folder, 'noisy.log')
    const noise = Array.from({ length: 700 }, (_, i) => `%ASA-9-${i}: noise "${i}" \u{1F600}\n`)
    writeFileSync(path, readFileSync(log, 'utf8').slice(0, 200_000) + '\n' + noise.join(''))
    const store = new Store(join(folder, 'quarantine', 'workspace.sqlite'))
    const report = await importInto(store, [path], 'noisy')
    expect(report.totals.rejected).toBeGreaterThanOrEqual(700)
    expect(report.quarantine).toMatchObject({ records: report.totals.rejected, left: 0, error: undefined })
    const file = report.quarantine?.path ?? ''
    const rows = []
    for (let from: number | undefined = 0; from !== undefined;) {
      const page = await readQuarantine(file, { from, limit: 100, source: path })
      rows.push(...page.rows)
      from = page.next
    }
    expect(rows).toHaveLength(report.totals.rejected)
    const last = rows.at(-1)
    expect(last?.original).toBe('%ASA-9-699: noise "699" \u{1F600}')
    expect(last && (await readOriginal(path, last.place.offset, last.place.length)).toString()).toBe(
      last?.original,
    )
    const other = await readQuarantine(file, { from: 0, limit: 5, reason: 'another' })
    expect(other).toEqual({ rows: [], next: undefined })
    await importInto(store, [path], 'noisy-again')
    expect(existsSync(file)).toBe(true)
    store.close()
  })

  it('notices what was opened before, under whatever name, and counts nothing twice', async () => {
    const [first, second, copy] = ['first.log', 'second.log', 'renamed.log'].map((name) => join(folder, name))
    if (!first || !second || !copy) throw new Error('three names')
    const lines = readFileSync(log, 'utf8').split(/(?<=\n)/)
    writeFileSync(first, lines.slice(0, 3000).join(''))
    writeFileSync(second, lines.slice(3000, 6000).join(''))
    copyFileSync(first, copy)
    const store = new Store(':memory:')
    const acts = () => Object.values(readOverview(store).totals.acts).reduce((sum, count) => sum + count, 0)

    await importInto(store, [first], 'a')
    const once = acts()
    const renamed = await importInto(store, [copy], 'b')
    expect(renamed).toMatchObject({ state: 'done', replaced: [], totals: { lines: 0 } })
    expect(renamed.notices?.join(' ')).toContain('nothing in it is new')
    expect(acts()).toBe(once)

    const both = await importInto(store, [first, copy, second], 'c')
    expect(both.sources.find(({ path }) => path === copy)).toMatchObject({ skipped: true, records: 0 })
    expect(both.totals.lines).toBe(3000)
    expect(acts()).toBeGreaterThan(once)
    expect(store.imports().map(({ id }) => id)).toEqual(['c', 'a'])

    const wrong = await importInto(store, [second, join(folder, 'gone.log')], 'd')
    expect(wrong.state).toBe('failed')
    expect(wrong.error).toMatch(/gone\.log/)
  })

  it('reads files of one import in their own ways', async () => {
    const [east, table] = [join(folder, 'east.log'), join(folder, 'table.txt')]
    writeFileSync(
      east,
      'Jan  2 12:00:00 gate : %ASA-6-113039: Group <S> User <ada> IP <192.0.2.7> AnyConnect parent session started.\n',
    )
    writeFileSync(table, 'Wann;Wer;Woher\n02.01.2020;bob;192.0.2.8\n')
    const store = new Store(':memory:')
    const mapping = {
      columns: { Wann: '@timestamp', Wer: 'user.name', Woher: 'source.ip' },
      time: { format: 'dd.MM.yyyy' },
    }
    const report = await runImport(
      {
        id: 'own',
        paths: [folder],
        format: 'no such format',
        sources: [
          { path: east, zoneOffset: 120, year: 2020 },
          { path: table, mapping },
        ],
      },
      {
        store,
        modelsDir: resources.models,
        signal: new AbortController().signal,
        onProgress: () => {},
        onCommit: () => {},
      },
    )
    const firsts = report.sources.flatMap(({ path, first }) => (first === undefined ? [] : [[path, first]]))
    expect(firsts).toEqual([
      [east, Date.UTC(2020, 0, 2, 10)],
      [table, Date.UTC(2020, 0, 2)],
    ])
  })

  it('says what to do where what was learned is damaged', async () => {
    const store = new Store(':memory:')
    store.connection.prepare("INSERT INTO memory VALUES ('cell', 'features.counts', 0, x'00ff')").run()
    await expect(importInto(store, [log], 'damaged')).rejects.toThrow(/is damaged .*rebuild it/)
  })

  it('refuses models whose bytes are not those of the manifest', async () => {
    const models = join(folder, 'models')
    cpSync(resources.models, models, { recursive: true })
    const path = join(models, 'ensemble.onnx')
    const bytes = readFileSync(path)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    writeFileSync(path, bytes)
    const store = new Store(':memory:')
    await expect(importInto(store, [log], 'refused', { modelsDir: models })).rejects.toThrow(/ensemble\.onnx/)
  })
})
