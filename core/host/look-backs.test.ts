import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { AsOf } from '../contract/index.ts'
import { resources } from './resources.ts'
import { Service } from './service.ts'

let folder: string
let service: Service
const page = { limit: 500 }
const noon = Date.UTC(2026, 2, 2, 12)
const minute = 60_000

/** Guessing by two addresses, an hour apart. */
function lines(): string {
  return [0, 60]
    .flatMap((start, at) =>
      Array.from({ length: 300 }, (_, n) => {
        const clock = new Date(noon + start * minute + n * 1000).toISOString().slice(11, 19)
        return `<166>Mar 02 2026 ${clock} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${n % 50} : user IP = 198.51.100.${at + 7}`
      }),
    )
    .join('\n')
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-look-back-'))
  service = new Service({
    workspace: join(folder, 'workspace.sqlite'),
    modelsDir: resources.models,
    examplePath: join(folder, 'example'),
    dataDir: folder,
    about: { version: '0.0.0', formats: [], geo: { city: undefined, asn: undefined } },
  })
  const path = join(folder, 'vpn.log')
  writeFileSync(path, `${lines()}\n`)
  const finished = new Promise<void>((resolve) => {
    service.subscribe((name) => {
      if (name === 'import.finished') resolve()
    })
  })
  await service.request('import.start', { paths: [path] })
  await finished
}, 60_000)
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true })
})

/** Resolves when what a screen has begun is no longer running. */
async function ended(screen: AbortSignal): Promise<AsOf | undefined> {
  for (;;) {
    const asOf = await service.request('asOf.status', undefined, screen)
    if (asOf?.state !== 'running') return asOf
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const lookBacks = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sonic-as-of-'))

it('a screen sees what was known at a moment, others what is known now, and it goes back', async () => {
  const [here, elsewhere] = [new AbortController().signal, new AbortController().signal]
  const sources = async (screen: AbortSignal) => {
    const { items } = await service.request('incidents.list', page, screen)
    return [...new Set(items.flatMap(({ sourceIps }) => sourceIps))].sort()
  }
  const before = lookBacks()
  const now = await service.request('overview.get', undefined, here)
  expect(await sources(here)).toEqual(['198.51.100.7', '198.51.100.8'])

  await service.request('asOf.start', { time: noon + 30 * minute }, here)
  await expect(service.request('asOf.start', { time: noon }, elsewhere)).rejects.toThrow(/already/)
  expect(await ended(here)).toMatchObject({ state: 'shown', time: noon + 30 * minute, share: 1 })
  expect(await sources(here)).toEqual(['198.51.100.7'])
  expect(await sources(elsewhere)).toEqual(['198.51.100.7', '198.51.100.8'])
  const then = await service.request('overview.get', undefined, here)
  expect(then.totals.acts.attempt).toBe(300)
  const counted = { found: 300 }
  expect(await service.request('events.count', { query: '' }, here)).toEqual(counted)
  expect(await service.request('events.count', { query: '' }, elsewhere)).toEqual({ found: 600 })

  const [incident] = (await service.request('incidents.list', page, here)).items
  expect(await service.request('incident.get', { id: incident?.id }, here)).toMatchObject({
    id: incident?.id,
  })
  const change = { id: incident?.id, status: 'closed' }
  await expect(service.request('incident.setStatus', change, here)).rejects.toThrow(
    /known at 2026-03-02T12:30/,
  )
  await service.request('incident.setStatus', change, elsewhere)

  await service.request('asOf.leave', undefined, here)
  expect(await service.request('asOf.status', undefined, here)).toBeUndefined()
  expect(await service.request('overview.get', undefined, here)).toEqual(now)
  expect(lookBacks()).toEqual(before)
}, 60_000)

it('it can be cancelled, and ends with the screen that asked', async () => {
  const before = lookBacks()
  const screen = new AbortController()
  const { id } = await service.request('asOf.start', { time: noon }, screen.signal)
  await service.request('asOf.cancel', { id })
  expect(await ended(screen.signal)).toMatchObject({ state: 'cancelled' })
  await vi.waitFor(() => expect(lookBacks()).toEqual(before))
  const { items } = await service.request('incidents.list', page, screen.signal)
  expect(items.flatMap(({ sourceIps }) => sourceIps)).toContain('198.51.100.8')
  await service.request('asOf.start', { time: noon }, screen.signal)
  screen.abort()
  await vi.waitFor(() => expect(lookBacks()).toEqual(before), { timeout: 20_000 })
}, 60_000)
