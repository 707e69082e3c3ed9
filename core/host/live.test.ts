import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveProgress } from '../contract/index.ts'
import { resources } from './resources.ts'
import { Service } from './service.ts'

const patience = { timeout: 50_000, interval: 50 }

let folder: string
let service: Service
let told: LiveProgress[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-live-'))
  service = new Service({
    workspace: join(folder, 'workspace.sqlite'),
    dataDir: folder,
    modelsDir: resources.models,
    examplePath: resources.example,
    about: { version: '0', formats: [], geo: { city: undefined, asn: undefined } },
  })
  told = []
  service.subscribe((name, payload) => {
    if (name === 'live.progress') told.push(payload as LiveProgress)
  })
})
afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true })
})

/** Failed sign-ins of many people from one address, a second apart. */
function spray(first: number, count: number): string {
  return Array.from({ length: count }, (_, n) => {
    const clock = new Date(Date.UTC(2026, 2, 2, 8, 0, first + n)).toISOString().slice(11, 19)
    return `<166>Mar 02 2026 ${clock} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${first + n} : user IP = 198.51.100.7\n`
  }).join('')
}

describe('what is read live', () => {
  it('shows what comes, tells of alerts, and keeps all of it when it is stopped', async () => {
    const log = join(folder, 'vpn.log')
    writeFileSync(log, spray(0, 30))
    const { id } = await service.request('live.start', { paths: [log] })
    await vi.waitFor(() => expect(told.at(-1)?.counts.lines).toBe(30), patience)
    await expect(service.request('import.start', { paths: [log] })).rejects.toThrow(/stop that first/)
    await expect(service.request('workspace.clear', undefined)).rejects.toThrow(/stop that first/)
    appendFileSync(log, spray(30, 30))
    await vi.waitFor(() => expect(told.at(-1)?.newest.length).toBeGreaterThan(0), patience)
    expect(told.at(-1)).toMatchObject({ state: 'running', names: [log], counts: { rejected: 0 } })
    await service.request('live.stop', { id })
    await vi.waitFor(() => expect(told.at(-1)?.state).toBe('ended'), patience)
    const { counts, samples, scores, newest } = told.at(-1) ?? { samples: [], scores: [], newest: [] }
    expect(counts).toMatchObject({ lines: 60, rejected: 0 })
    expect(samples.reduce((sum, { lines }) => sum + lines, 0)).toBe(60)
    expect(scores.reduce((sum, acts) => sum + acts, 0)).toBe(counts?.acts)
    expect(newest.length).toBe(counts?.alerts)
    const { items } = await service.request('incidents.list', { limit: 10 })
    expect(items.some(({ title }) => title.includes('spray'))).toBe(true)
    expect(await service.request('live.status', undefined)).toMatchObject({ id, state: 'ended' })
  }, 60_000)

  it('takes syslog at a port, and says where it listens', async () => {
    await expect(
      service.request('live.start', { paths: [], syslog: { addresses: ['tls://127.0.0.1:0'] } }),
    ).rejects.toThrow(/needs the certificate/)
    await expect(
      service.request('live.start', { paths: [], syslog: { addresses: ['5514'] } }),
    ).rejects.toThrow(/is no port/)
    const { id } = await service.request('live.start', {
      paths: [],
      syslog: { addresses: ['tcp://127.0.0.1:0'] },
    })
    await vi.waitFor(() => expect(told.at(-1)?.remarks[0]).toMatch(/from this machine alone/), patience)
    const port = Number(/:(\d+),/.exec(told.at(-1)?.remarks[0] ?? '')?.[1])
    connect(port, '127.0.0.1').end(spray(0, 60))
    await vi.waitFor(() => expect(told.at(-1)?.counts.lines).toBe(60), patience)
    await service.request('live.stop', { id })
    await vi.waitFor(() => expect(told.at(-1)?.state).toBe('ended'), patience)
    expect(told.at(-1)?.counts.alerts).toBeGreaterThan(0)
  }, 60_000)

  it('says what cannot be read', async () => {
    await expect(service.request('live.start', { paths: [] })).rejects.toThrow(/nothing to read/)
    const kafka = { brokers: ['nowhere'], topics: ['vpn'], group: 'sonic', start: 'earliest' } as const
    await expect(service.request('live.start', { paths: [], kafka })).rejects.toThrow(/HOST:PORT/)
    await expect(
      service.request('live.start', {
        paths: [],
        kafka: { ...kafka, brokers: ['a:1'] },
        outputs: { alerts: 'vpn' },
      }),
    ).rejects.toThrow(/a topic of their own/)
    const tls = { ca: join(folder, 'none.pem') }
    await expect(service.request('kafka.topics', { brokers: ['a:1'], tls })).rejects.toThrow(/none\.pem/)
    await service.request('live.start', { paths: [join(folder, 'gone.log')] })
    await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ state: 'failed' }), patience)
    expect(told.at(-1)?.error).toMatch(/gone\.log/)
  }, 60_000)

  it('says why a cluster cannot be reached', async () => {
    await expect(service.request('kafka.topics', { brokers: ['127.0.0.1:1'] })).rejects.toThrow(
      /nobody listens there/,
    )
  }, 60_000)
})
