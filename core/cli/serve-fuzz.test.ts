import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { fuzzHost } from '../../scripts/lib/host-fuzz.ts'
import { signIn, startServe, type RunningServe } from '../../scripts/lib/raw-host.ts'

let folder: string
let serve: RunningServe

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-serve-fuzz-'))
  mkdirSync(join(folder, 'screens'))
  writeFileSync(join(folder, 'screens', 'index.html'), '<h1>Sonic</h1>')
  serve = await startServe(folder, join(folder, 'screens'))
})
afterEach(() => {
  serve.process.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** A longer one, of any seed: `npm run fuzz:host`. A failure names its seed. */
test('serve outlives whatever comes to its port, and still answers', async () => {
  const cookie = await signIn(serve.address)
  await fuzzHost({ serve, cookie, cases: 1_600, seed: 20_260_301 })
  const origin = `http://127.0.0.1:${serve.port}`
  const socket = new WebSocket(`ws://127.0.0.1:${serve.port}/rpc`, { origin, headers: { cookie } })
  await new Promise((resolve) => socket.on('open', resolve))
  const answer = new Promise((resolve) =>
    socket.on('message', (data: Buffer) => {
      // Pushes of imports that were asked for come too.
      if (data.includes('"i":"last"')) resolve(JSON.parse(data.toString()))
    }),
  )
  socket.send(JSON.stringify({ t: 'q', i: 'last', m: 'request', a: ['app.info'] }))
  expect(await answer).toHaveProperty('r.version')
  serve.process.kill('SIGTERM')
  expect(await serve.ended).toBe(0)
}, 180_000)
