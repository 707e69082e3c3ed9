import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import {
  exchange,
  firstAnswer,
  frame,
  nextAddress,
  openSocket,
  signIn,
  startServe,
  upgradeRequest,
  type RunningServe,
} from '../../scripts/lib/raw-host.ts'
import { openBrowser } from './open-browser.ts'

let folder: string
let running: RunningServe
const started: ChildProcess[] = []

async function start(): Promise<RunningServe> {
  const screens = join(folder, 'screens')
  mkdirSync(screens, { recursive: true })
  writeFileSync(join(screens, 'index.html'), '<h1>Sonic</h1>')
  const serve = await startServe(folder, screens)
  started.push(serve.process)
  return serve
}

const inFolder = () => (folder = mkdtempSync(join(tmpdir(), 'sonic-serve-')))
const clean = () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}

/** What every object inherits, and what birpc has of its own. */
const foreignNames = ['hasOwnProperty', 'constructor', '__proto__', 'valueOf', 'then', '$close', 'push']
const hostileFrames: [string, Buffer][] = [
  ['a frame that is no JSON', frame('{no')],
  ['null', frame('null')],
  ['a number', frame('1')],
  ['a list', frame('[]')],
  ['what is not UTF-8', frame(Buffer.from([0xff, 0xfe]))],
  ['reserved bits', frame('{}', { first: 0xf1 })],
  ['an unknown opcode', frame('{}', { first: 0x83 })],
  ['an unmasked frame', frame('{}', { masked: false })],
  ['a header that promises 100 MB', frame('{}', { length: 100e6 })],
  ['a length beyond all memory', frame('{}', { length: Number.MAX_SAFE_INTEGER })],
  ['a ping that is too long', frame('x'.repeat(200), { first: 0x89 })],
  ['a close of one byte', frame('x', { first: 0x88 })],
  ['a binary frame', frame('{}', { first: 0x82 })],
  ['an answer nobody asked for', frame('{"t":"s","i":"x","r":1}')],
  ['arguments that are none', frame('{"t":"q","i":"1","m":"request","a":"x"}')],
  ['a name that is none', frame('{"t":"q","i":"1","m":"request","a":[{"toString":1}]}')],
  ['deep nesting', frame(`{"t":"q","i":"1","m":"request","a":${'['.repeat(200_000)}`)],
  ...foreignNames.map((m): [string, Buffer] => [
    `a method named ${m}`,
    frame(JSON.stringify({ t: 'q', i: '1', m, a: [] })),
  ]),
  ...foreignNames.map((name): [string, Buffer] => [
    `a request named ${name}`,
    frame(JSON.stringify({ t: 'q', i: '1', m: 'request', a: [name] })),
  ]),
]

describe('nothing that is sent ends serve', () => {
  let cookie: string
  beforeAll(async () => {
    inFolder()
    running = await start()
    cookie = await signIn(running.address)
  })
  afterAll(clean)
  /** It answers, and it is the same process. */
  afterEach(async () => {
    const { status } = await fetch(`http://127.0.0.1:${running.port}/`)
    expect([status, running.process.exitCode, running.complaints()]).toEqual([200, null, expect.any(String)])
    expect(running.complaints()).not.toMatch(/Error|at file:/)
  })

  test.each(['//', 'http://[', '/rpc?token=%C3%A9', '/rpc?%', '*', '/\u0000', ''])(
    'an upgrade of %j without a cookie',
    async (path) => {
      await exchange(running.port, upgradeRequest(running.port, { path }))
    },
  )

  test('a cookie with more bytes than characters', async () => {
    const wrong = `${cookie.slice(0, -1)}é`
    expect(await exchange(running.port, upgradeRequest(running.port, { cookie: wrong }))).toContain(' 403 ')
  })

  test('refused upgrades that are reset', async () => {
    for (let n = 0; n < 60; n++) {
      const socket = openSocket(running.port)
      socket.write(upgradeRequest(running.port, { path: '/other' }))
      await new Promise((resolve) => setTimeout(resolve, n % 3))
      socket.resetAndDestroy()
    }
  })

  test.each(hostileFrames)('with a cookie: %s', async (_name, message) => {
    const socket = openSocket(running.port)
    const answer = await firstAnswer(socket, upgradeRequest(running.port, { cookie }))
    expect(answer).toMatch(/^HTTP\/1\.1 101 /)
    // A ping after it: answered, or the connection ended.
    await firstAnswer(socket, message, frame('', { first: 0x89 }))
    socket.destroy()
  })

  test('a thousand connections that say nothing, which keep nobody out', async () => {
    const sockets = Array.from({ length: 1000 }, () => openSocket(running.port))
    await vi.waitFor(
      () => expect(sockets.every(({ readyState }) => readyState !== 'opening')).toBe(true),
      20_000,
    )
    expect((await fetch(`http://127.0.0.1:${running.port}/`)).status).toBe(200)
    for (const socket of sockets) socket.destroy()
  })

  test('a screen that asks and does not read', async () => {
    const socket = openSocket(running.port)
    await firstAnswer(socket, upgradeRequest(running.port, { cookie }))
    socket.pause()
    const call = frame(JSON.stringify({ t: 'q', i: '1', m: 'request', a: ['report.html', {}] }))
    const flood = Buffer.concat(Array.from({ length: 500 }, () => call))
    for (let n = 0; n < 10; n++) socket.write(flood)
    await new Promise((resolve) => setTimeout(resolve, 300))
    socket.destroy()
  })
})

describe('an end', () => {
  beforeEach(async () => {
    inFolder()
    running = await start()
  })
  afterEach(clean)

  test.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'by %s waits for no idle socket, preview or upload',
    async (signal) => {
      const { port } = running
      const cookie = await signIn(running.address)
      const origin = `http://127.0.0.1:${port}`
      const idle = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { origin, headers: { cookie } })
      await new Promise((resolve) => idle.on('open', resolve))
      idle.on('error', () => undefined)
      const hollow = join(folder, 'hollow.gz')
      // Two million empty members: nothing to show, and long to read.
      writeFileSync(hollow, Buffer.alloc(40e6, Buffer.from('H4sIAAAAAAAAAwMAAAAAAAAAAAA=', 'base64')))
      idle.send(JSON.stringify({ t: 'q', i: '1', m: 'request', a: ['mapping.preview', { path: hollow }] }))
      const silent = openSocket(port)
      silent.write('GET / HTTP/1.1\r\n')
      const upload = openSocket(port)
      upload.write(
        `POST /upload?name=x.log HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\n` +
          `Content-Length: 1000000\r\n\r\nx`,
      )
      const uploads = join(folder, 'uploads')
      await vi.waitFor(() => expect(readdirSync(uploads)).toHaveLength(1), 20_000)
      const begun = performance.now()
      running.process.kill(signal)
      expect(await running.ended).toBe(0)
      // Far below the timeouts of an idle connection and of a preview.
      expect(performance.now() - begun).toBeLessThan(8_000)
      expect(readdirSync(uploads)).toEqual([])
    },
  )

  test('Enter shows a new address', async () => {
    const cookie = await signIn(running.address)
    running.process.stdin?.write('\n')
    const address = await nextAddress(running.process)
    expect(address.search).not.toBe(running.address.search)
    expect(await signIn(address)).toBe(cookie)
  })
})

describe('the page that opens the browser', () => {
  beforeEach(inFolder)
  afterEach(clean)

  test.skipIf(process.platform !== 'linux')('holds the address, which no argument does', async () => {
    // A stand-in for xdg-open that keeps its arguments and looks at the page as the browser would.
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$*" > '${folder}/seen'\n`)
    chmodSync(join(bin, 'xdg-open'), 0o755)
    const path = process.env['PATH']
    process.env['PATH'] = `${bin}:${path}`
    let spend = () => {}
    const address = 'http://127.0.0.1:1/sign-in?code=secret'
    const failure = openBrowser(join(folder, 'data'), (onSpent) => {
      spend = onSpent
      return address
    })
    process.env['PATH'] = path
    expect(failure).toBeUndefined()
    await vi.waitFor(() => expect(readFileSync(join(folder, 'seen'), 'utf8')).not.toBe(''), 20_000)
    const page = readFileSync(join(folder, 'seen'), 'utf8')
    expect(page).not.toContain('secret')
    expect(readFileSync(page, 'utf8')).toContain(`url=${address}`)
    expect(statSync(page).mode & 0o777).toBe(0o600)
    expect(statSync(join(page, '..')).mode & 0o777).toBe(0o700)
    spend()
    expect(existsSync(join(page, '..'))).toBe(false)
  })

  test('says so where it could not be written', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(openBrowser(join(folder, 'file'), () => '')).toMatch(/EEXIST|ENOTDIR/)
  })
})
