import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyReport } from '../ingest/empty-report.ts'
import { Store } from '../store/store.ts'
import { resources } from './resources.ts'
import { Service } from './service.ts'

let folder: string
let workspace: string
const opened: Service[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-service-'))
  workspace = join(folder, 'workspace.sqlite')
})
afterEach(async () => {
  for (const service of opened.splice(0)) await service.close()
  rmSync(folder, { recursive: true })
})

function open(path = workspace): Service {
  const service = new Service({
    workspace: path,
    modelsDir: resources.models,
    examplePath: join(folder, 'example'),
    dataDir: folder,
    about: { version: '0.0.0', formats: [], geo: { city: undefined, asn: undefined } },
  })
  opened.push(service)
  return service
}

function signIns(count: number): string {
  const path = join(folder, 'vpn.log')
  const lines = Array.from({ length: count }, (_, n) => {
    const clock = new Date(Date.UTC(2026, 2, 2, 8, 0, n)).toISOString().slice(11, 19)
    return `<166>Mar 02 2026 ${clock} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${n % 500} : user IP = 198.51.100.7`
  })
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

/** The state in which the running import ends. */
function ended(service: Service): Promise<string> {
  return new Promise((resolve) => {
    service.subscribe((name, payload) => {
      if (name === 'import.finished') resolve((payload as { state: string }).state)
    })
  })
}

/** The first page of a list. */
const first = { limit: 500 }

describe('a workspace', () => {
  it('is not cleared while an import runs, here or elsewhere, and tells who writes', async () => {
    const service = open()
    const end = ended(service)
    const seen: Promise<{ items: { state: string }[] }>[] = []
    service.subscribe((name) => {
      if (name === 'import.progress') seen.push(service.request('import.reports', first))
    })
    await service.request('import.start', { paths: [signIns(2000)] })
    await expect(service.request('workspace.clear', undefined)).rejects.toThrow(
      /An import is already running: wait for its end, or cancel it/,
    )
    expect(await end).toBe('done')
    // The running import is none that was interrupted.
    expect(
      (await Promise.all(seen)).flatMap(({ items }) => items).filter(({ state }) => state !== 'done'),
    ).toEqual([])
    expect(await service.request('import.reports', first)).toMatchObject({ items: [{ state: 'done' }] })

    const other = new Store(workspace)
    const hold = other.hold('sonic analyze')
    const held = /is being written by sonic analyze \(process \d+, since .*\): wait for it/
    await expect(service.request('workspace.clear', undefined)).rejects.toThrow(held)
    await service.request('rules.add', { conditions: { users: ['user1'] }, reason: 'known' })
    expect((await service.request('rules.list', first)).items).toMatchObject([{ reason: 'known' }])
    const {
      items: [incident],
    } = await service.request('incidents.list', first)
    await service.request('incident.setStatus', { id: incident?.id ?? '', status: 'investigating' })
    const refused = ended(service)
    await service.request('import.start', { paths: [signIns(20)] })
    expect(await refused).toBe('failed')
    expect((await service.request('import.status', undefined))?.error).toMatch(held)
    hold.release()
    other.close()

    await service.request('workspace.clear', undefined)
    expect(await service.request('import.reports', first)).toEqual({ items: [], next: undefined })
  })

  it('goes on with a cancelled import, its files read as they were then', async () => {
    const service = open()
    const cancelled = ended(service)
    const path = signIns(50_000)
    const { id } = await service.request('import.start', { paths: [path], zone: '+02:00' })
    const stop = service.subscribe((name, payload) => {
      if (name === 'import.progress' && (payload as { lines: number }).lines > 5_000)
        void service.request('import.cancel', { id })
    })
    expect(await cancelled).toBe('cancelled')
    stop()
    const end = ended(service)
    await service.request('import.goOn', { id })
    expect(await end).toBe('done')
    const { items: reports } = await service.request('import.reports', first)
    expect(reports).toMatchObject([{ state: 'done', replaced: [], totals: { lines: 50_000 } }])
    // Eight in the morning, two hours east of Greenwich.
    expect(reports[0]?.timeRange?.first).toBe(Date.UTC(2026, 2, 2, 6))
    expect((await service.request('events.usage', undefined)).events).toBe(50_000)
    await expect(service.request('import.goOn', { id: reports[0]?.id ?? '' })).rejects.toThrow(
      /nothing to go on with/,
    )
  }, 60_000)

  it('keeps nothing of what it held once it is cleared, nor of an import that was killed', async () => {
    const service = open()
    const staging = `${workspace}.staging`
    for (const path of [staging, `${staging}-wal`]) writeFileSync(path, 'records of people')
    await service.request('workspace.clear', undefined)
    expect(readdirSync(folder).filter((name) => name.includes('staging'))).toEqual([])
  })

  it('says in a sentence that a file of rejected lines is gone', async () => {
    await expect(open().request('quarantine.read', { id: 'gone', from: 0, limit: 1 })).rejects.toThrow(
      /gone\.ndjson does not exist: the rejected lines/,
    )
  })

  it('says of a file that cannot be previewed what is wrong with it, and no more', async () => {
    await expect(open().request('mapping.preview', { path: join(folder, 'nothing.csv') })).rejects.toThrow(
      /nothing\.csv does not exist: check the spelling$/,
    )
  })

  it('tells of an import whose process died', async () => {
    const store = new Store(workspace)
    store.beginImport('dead', 5, { fingerprint: 'files', contents: [{ fingerprint: 'f', path: 'vpn.log' }] })
    store.close()
    expect(await open().request('import.reports', first)).toMatchObject({
      items: [{ id: 'dead', state: 'interrupted', started: 5, sources: [{ path: 'vpn.log' }] }],
    })
  })

  it('that is damaged is told of in a sentence', async () => {
    const service = open()
    const store = new Store(workspace)
    store.connection.exec('DROP TABLE alert_entities')
    store.close()
    await expect(service.request('risk.get', {})).resolves.toEqual([])
    const broken = new Store(workspace)
    broken.connection.exec('DROP VIEW shown_alerts')
    broken.close()
    await expect(service.request('risk.get', {})).rejects.toThrow(/workspace\.sqlite is damaged/)
  })
})

describe('the end of a service', () => {
  it.each([0, 600, 1500])(
    'comes while an import runs, and what it says is true: after %i ms',
    async (after) => {
      const service = open()
      await service.request('import.start', { paths: [signIns(50_000)] })
      await new Promise((resolve) => setTimeout(resolve, after))
      await service.close()
      opened.pop()
      const store = new Store(workspace)
      const reports = store.imports()
      expect(reports.length).toBeLessThanOrEqual(1)
      for (const { state } of reports) expect(['cancelled', 'done']).toContain(state)
      store.close()
      expect(existsSync(`${workspace}-wal`)).toBe(false)
    },
  )
})

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

it.skipIf(!isRoot)('shows a workspace on a disk that may only be read, and refuses changes', async () => {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status !== 0) return
  try {
    const path = join(disk, 'workspace.sqlite')
    const store = new Store(path)
    store.beginImport('import', 1, { fingerprint: 'files' })
    store.finishImport('import', emptyReport('import', 'done', 1))
    store.close()
    if (spawnSync('mount', ['-o', 'remount,ro', disk]).status !== 0) return
    const before = readFileSync(path)
    const service = open(path)
    expect(await service.request('import.reports', first)).toMatchObject({ items: [{ state: 'done' }] })
    expect((await service.request('rules.list', first)).items).toEqual([])
    const refused = /may only be read: nothing can be changed in it/
    const rule = { conditions: { users: ['ada'] }, reason: 'known' }
    await expect(service.request('rules.add', rule)).rejects.toThrow(refused)
    await expect(service.request('incident.setStatus', { id: 'i', status: 'closed' })).rejects.toThrow(
      refused,
    )
    await expect(service.request('import.start', { paths: [signIns(5)] })).rejects.toThrow(refused)
    await expect(service.request('workspace.clear', undefined)).rejects.toThrow(refused)
    await expect(
      service.request('mapping.save', { name: 'm', mapping: { columns: { a: '@timestamp' } } }),
    ).rejects.toThrow(refused)
    await opened.pop()?.close()
    expect(readFileSync(path).equals(before)).toBe(true)
  } finally {
    spawnSync('umount', [disk])
  }
})
