import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Pushes } from '../contract/index.ts'
import { deed, monday } from '../correlate/correlate.fixture.ts'
import { Correlator } from '../correlate/correlator.ts'
import { Store } from '../store/store.ts'
import { createBatch } from '../store/batch.fixture.ts'
import { Service } from './service.ts'

let folder: string
let service: Service
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-rules-'))
  const workspace = join(folder, 'workspace.sqlite')
  const store = new Store(workspace)
  const alerts = [deed(monday, 'dave', 'unusual-hour', 'T1078')]
  store.beginImport('import', 0, { fingerprint: 'files' })
  const { changed } = new Correlator().add(alerts)
  store.write('import', createBatch({ alerts, incidents: changed }))
  store.close()
  service = new Service({
    workspace,
    modelsDir: join(folder, 'models'),
    examplePath: join(folder, 'example'),
    dataDir: folder,
    about: { version: '0.0.0', formats: [], geo: { city: undefined, asn: undefined } },
  })
})
afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true })
})

const draft = { conditions: { users: ['dave'] }, reason: 'Night shift' }

/** The first page of a list. */
const page = { limit: 500 }

describe('the rules of a service', () => {
  it('are previewed, made, listed, prolonged and removed, and screens are told', async () => {
    const pushed: Pushes['data.changed'][] = []
    service.subscribe((name, payload) => {
      if (name === 'data.changed') pushed.push(payload as Pushes['data.changed'])
    })
    expect(await service.request('rules.preview', draft)).toMatchObject({ alerts: 1, vanished: 1 })
    expect(pushed).toEqual([])
    const { id, who } = await service.request('rules.add', draft)
    expect(who).toBe(userInfo().username)
    expect(pushed).toEqual([{ tables: ['incidents', 'alerts', 'overview', 'rules'] }])
    expect(await service.request('incidents.list', page)).toMatchObject({ items: [], total: 0 })
    expect(await service.request('rules.list', page)).toMatchObject({ items: [{ id, hits: 1 }], who })
    expect(await service.request('rules.hidden', { ...page, id })).toMatchObject({
      items: [{ suppressed: id }],
    })
    expect(await service.request('rules.update', { id, expires: null })).toMatchObject({ expires: null })
    await service.request('rules.remove', { id })
    expect(await service.request('incidents.list', page)).toMatchObject({ items: [{}], total: 1, open: 1 })
  })

  it('are previewed while another writes, and others are answered meanwhile', async () => {
    const writer = new Database(join(folder, 'workspace.sqlite'))
    writer.exec('BEGIN IMMEDIATE')
    expect(await service.request('rules.list', page)).toMatchObject({ items: [] })
    const preview = service.request('rules.preview', draft)
    const first = await Promise.race([preview, service.request('incidents.list', page)])
    expect(first).toMatchObject({ total: 1 })
    expect(await preview).toMatchObject({ alerts: 1, vanished: 1 })
    writer.close()
  })

  it('are previewed as a screen last asked', async () => {
    const screen = new AbortController()
    const earlier = service.request('rules.preview', draft, screen.signal)
    const later = { ...draft, conditions: { users: ['erin'] } }
    const newest = service.request('rules.preview', later, screen.signal)
    await expect(earlier).rejects.toThrow(/newer preview/)
    expect(await newest).toMatchObject({ alerts: 0, vanished: 0 })
  })

  it('are refused with a sentence where they are wrong', async () => {
    const wrong = { ...draft, conditions: { sources: ['10.0.0.0/99'] } }
    await expect(service.request('rules.add', wrong)).rejects.toThrow(/neither an address nor a CIDR block/)
    await expect(service.request('rules.add', { ...draft, reason: '' })).rejects.toThrow(/say why/)
    await expect(service.request('rules.add', 'x')).rejects.toThrow(/not understood/)
  })

  it('can be made while an import runs', async () => {
    const path = join(folder, 'vpn.log')
    writeFileSync(path, 'no log\n')
    const finished = new Promise<void>((resolve) => {
      service.subscribe((name) => {
        if (name === 'import.finished') resolve()
      })
    })
    await service.request('import.start', { paths: [path] })
    await expect(service.request('rules.add', draft)).resolves.toMatchObject({ reason: 'Night shift' })
    await finished
    expect(await service.request('rules.list', page)).toMatchObject({
      items: [{ reason: 'Night shift' }],
    })
  })
})
