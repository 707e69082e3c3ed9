import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { resources } from '../host/resources.ts'
import { openSyslog } from '../ingest/syslog-listener/open-syslog.ts'
import { simulate } from '../simulate/simulate.ts'
import { readOverview } from '../store/overview.ts'
import { Store } from '../store/store.ts'
import { follow } from './follow.ts'
import { runImport } from './import.ts'

const patience = { timeout: 100_000, interval: 50 }

it('gives the alerts over syslog TCP that the records give as a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-follow-syslog-'))
  // Too short to teach an ensemble: live and captured are scored by the same.
  await simulate({ users: 12, days: 5, seed: 5, attacks: 'password-spray', out: folder })
  const path = join(folder, 'vpn-gw1.log')
  const content = readFileSync(path, 'utf8')
  const context = { modelsDir: resources.models, onCommit: () => {} }
  const captured = new Store(':memory:')
  const never = new AbortController().signal
  const job = { id: 'captured', paths: [path] }
  await runImport(job, { ...context, store: captured, signal: never, onProgress: () => {} })
  const live = new Store(join(folder, 'live.sqlite'))
  const end = new AbortController()
  let port = 0
  const address = { transport: 'tcp', host: '127.0.0.1', port: 0 } as const
  const listener = openSyslog({ address, onOpen: (bound) => (port = bound.port) })
  const running = follow(
    { id: 'live', paths: [] },
    { ...context, store: live, signal: end.signal, live: [listener] },
  )
  await vi.waitFor(() => expect(port).toBeGreaterThan(0), patience)
  connect(port, '127.0.0.1').end(content)
  const stored = () => live.connection.prepare('SELECT sum(rows) FROM event_segments').pluck().get() ?? 0
  await vi.waitFor(() => expect(stored()).toBe(content.trimEnd().split('\n').length), patience)
  end.abort()
  expect(await running).toMatchObject({ state: 'done', error: undefined })
  const told = (store: Store) =>
    [...store.alerts()].map(({ title, score, time }) => `${time} ${score} ${title}`).toSorted()
  expect(readOverview(live).totals.acts).toEqual(readOverview(captured).totals.acts)
  expect(told(live)).toEqual(told(captured))
  expect(told(live).length).toBeGreaterThan(3)
  live.close()
  captured.close()
  rmSync(folder, { recursive: true })
}, 180_000)
