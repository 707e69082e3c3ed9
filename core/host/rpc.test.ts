import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { serveScreen, type Channel } from './rpc.ts'
import { Service } from './service.ts'

let folder: string
let service: Service
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-rpc-'))
  service = new Service({
    workspace: join(folder, 'workspace.sqlite'),
    dataDir: folder,
    modelsDir: folder,
    examplePath: folder,
    about: { version: '0.0.0', formats: [], geo: { city: undefined, asn: undefined } },
  })
})
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true })
})

/** A port as Electron's core process has it: text in, text out. */
function openScreen(served: Pick<Service, 'request' | 'subscribe'> = service) {
  let send = (_text: string): void => {}
  let close = (): void => {}
  const answers: string[] = []
  const channel: Channel = {
    post: (text) => answers.push(text),
    onMessage: (handler) => (send = handler),
    onClose: (handler) => (close = handler),
  }
  serveScreen(served, channel)
  const ask = async (name: string, argument?: unknown): Promise<unknown> => {
    const i = String(Math.random())
    send(JSON.stringify({ t: 'q', i, m: 'request', a: [name, argument] }))
    return vi.waitFor(() => {
      const answer = answers.find((text) => text.includes(`"i":"${i}"`))
      if (answer === undefined) throw new Error('no answer yet')
      return JSON.parse(answer) as unknown
    }, 20_000)
  }
  return { send: (text: string) => send(text), close: () => close(), ask, channel }
}

// vitest fails on any rejection that nobody handles.
test('any text at all ends nothing', async () => {
  const screen = openScreen()
  const call = fc.record(
    {
      t: fc.constantFrom('q', 's', 'x'),
      i: fc.oneof(fc.string(), fc.integer()),
      m: fc.oneof(fc.constantFrom('request', 'constructor', '__proto__', 'toString', '$close'), fc.string()),
      a: fc.oneof(
        fc.array(fc.oneof(fc.constantFrom('app.info', 'constructor', 'rules.add'), fc.anything())),
        fc.string(),
      ),
      o: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    call.map((value) => JSON.stringify(value, withoutBigInt)),
  )
  await fc.assert(
    fc.asyncProperty(text, async (message) => screen.send(message)),
    { numRuns: 2_000 },
  )
  screen.send('x'.repeat(2 ** 21))
  expect(await screen.ask('app.info')).toMatchObject({ r: { version: '0.0.0' } })
})

test('what a screen waits for is given up when it has gone', async () => {
  let seen: AbortSignal | undefined
  const waiting = {
    subscribe: () => () => undefined,
    request: (_name: string, _argument: unknown, signal?: AbortSignal) => {
      seen = signal
      return new Promise<never>(() => undefined)
    },
  }
  const screen = openScreen(waiting)
  screen.send(JSON.stringify({ t: 'q', i: '1', m: 'request', a: ['app.info'] }))
  await vi.waitFor(() => expect(seen?.aborted).toBe(false), 20_000)
  screen.close()
  expect(seen?.aborted).toBe(true)
})

test('a screen has so many requests open, and no more', async () => {
  const held: (() => void)[] = []
  const slow = {
    subscribe: () => () => undefined,
    request: () => new Promise<never>((_resolve, reject) => held.push(() => reject(new Error('let go')))),
  }
  const screen = openScreen(slow)
  for (let n = 0; n < 64; n++)
    screen.send(JSON.stringify({ t: 'q', i: String(n), m: 'request', a: ['app.info'] }))
  await vi.waitFor(() => expect(held).toHaveLength(64), 20_000)
  expect(JSON.stringify(await screen.ask('app.info'))).toContain('64 requests wait already')
  for (const letGo of held) letGo()
})

function withoutBigInt(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
