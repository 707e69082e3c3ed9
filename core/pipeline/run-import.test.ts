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
import type { ImportProgress } from '../ingest/import-report.ts'
import { exportIncident } from '../report/json.ts'
import { simulate } from '../simulate/simulate.ts'
import { readOverview } from '../store/overview.ts'
import { Store } from '../store/store.ts'
import { runImport } from './run-import.ts'

let folder: string
let log: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-import-'))
  await simulate({ users: 25, days: 16, seed: 77, attacks: 'password-spray,impossible-travel', out: folder })
  log = join(folder, 'vpn-gw1.log')
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Options {
  signal?: AbortSignal
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
  it('finds the planted attacks, and the same way every time', async () => {
    const [first, second] = [new Store(':memory:'), new Store(':memory:')]
    const progress: ImportProgress[] = []
    const report = await importInto(first, [log], 'a', { onProgress: (step) => progress.push(step) })
    await importInto(second, [log], 'b')

    expect(report).toMatchObject({ state: 'done', error: undefined, learning: { from: 'log' } })
    expect(report.sources).toMatchObject([{ format: 'cisco-asa', rejected: [] }])
    expect(incidentsOf(second)).toEqual(incidentsOf(first))

    const spray = first.incidents().find(({ title }) => title.includes('spray'))
    expect(spray?.severity).toMatch(/medium|high|critical/)
    const evidence = spray && first.incident(spray.id)?.alerts[0]
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
  })

  it('gives the same incidents from a log in two files as from one', async () => {
    const lines = readFileSync(log, 'utf8').split(/(?<=\n)/)
    const half = Math.floor(lines.length / 2)
    const parts = [join(folder, 'part.1'), join(folder, 'part.2')]
    writeFileSync(parts[0] ?? '', lines.slice(0, half).join(''))
    writeFileSync(parts[1] ?? '', lines.slice(half).join(''))
    const [whole, split] = [new Store(':memory:'), new Store(':memory:')]
    await importInto(whole, [log], 'whole')
    await importInto(split, parts.toReversed(), 'split')
    const titles = (store: Store) => store.incidents().map(({ title, severity }) => `${severity} ${title}`)
    expect(titles(split).toSorted()).toEqual(titles(whole).toSorted())
  })

  it('keeps what was found when it is cancelled', async () => {
    const store = new Store(':memory:')
    const cancel = new AbortController()
    const report = await importInto(store, [log], 'cancelled', {
      signal: cancel.signal,
      onProgress: ({ lines }) => {
        if (lines > 2000) cancel.abort()
      },
    })
    expect(report).toMatchObject({ state: 'cancelled', error: undefined })
    expect(store.imports()).toMatchObject([{ id: 'cancelled', state: 'cancelled' }])
    expect(readOverview(store).totals.acts.start).toBe(report.totals.acts['start'])
    expect(report.totals.acts['start']).toBeGreaterThan(0)
  })

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
