import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBirpc } from 'birpc'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { exchange, openSocket, signIn, upgradeRequest } from '../../scripts/lib/raw-host.ts'
import { startHost, type Host } from './host.ts'
import { securityHeaders } from './security-policy.ts'
import { Service } from './service.ts'

let folder: string
let host: Host
let service: Service
let url: URL
let port: number
let cookie: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-host-'))
  mkdirSync(join(folder, 'renderer'))
  writeFileSync(join(folder, 'renderer', 'index.html'), '<h1>Sonic</h1>')
  service = new Service({
    workspace: join(folder, 'workspace.sqlite'),
    dataDir: folder,
    modelsDir: join(folder, 'shipped'),
    examplePath: join(folder, 'example'),
    about: { version: '0.0.0', formats: [], geo: { city: undefined, asn: undefined } },
  })
  host = await startHost({
    service,
    port: 0,
    rendererDir: join(folder, 'renderer'),
    uploadDir: join(folder, 'up'),
  })
  url = new URL(host.origin)
  port = Number(url.port)
  cookie = await signIn(host.createAddress())
})
afterAll(async () => {
  await host.close()
  await service.close()
  rmSync(folder, { recursive: true })
})

/** Plain node:http, which lets a test lie about Host. */
function get(headers: Record<string, string>, path = '/'): Promise<{ status: number; csp: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, csp: String(response.headers['content-security-policy']) })
    })
      .on('error', reject)
      .end()
  })
}

function connect(given: string, origin?: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: given }
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, origin ? { origin, headers } : { headers })
    socket.on('open', () => resolve(socket))
    socket.on('error', reject)
  })
}

describe('host', () => {
  it('listens on 127.0.0.1 alone and serves the screens with a strict policy', async () => {
    expect(url.hostname).toBe('127.0.0.1')
    const { status, csp } = await get({ host: url.host })
    expect(status).toBe(200)
    expect(csp).toContain("script-src 'self'")
    expect(csp).not.toMatch(/script-src[^;]*unsafe/)
  })

  it('refuses a foreign Host (DNS rebinding) and a foreign Origin', async () => {
    expect((await get({ host: 'evil.example' })).status).toBe(403)
    expect((await get({ host: `127.0.0.1.evil.example:${port}` })).status).toBe(403)
    expect((await get({ host: url.host, origin: 'http://evil.example' })).status).toBe(403)
    expect((await get({ host: url.host, origin: `http://127.0.0.1:${port + 1}` })).status).toBe(403)
    expect((await get({ host: url.host, origin: 'null' })).status).toBe(403)
  })

  it('serves nothing outside the folder of the screens', async () => {
    expect((await get({ host: url.host }, '/../workspace.sqlite')).status).toBe(404)
    expect((await get({ host: url.host }, '/%2e%2e/workspace.sqlite')).status).toBe(404)
  })

  it('refuses a socket without the cookie or from another page', async () => {
    const [name = ''] = cookie.split('=')
    for (const wrong of ['', 'x=y', `${name}=wrong`, `${cookie}x`, `x${cookie}`, `${name}=${'é'.repeat(43)}`])
      await expect(connect(encodeURI(wrong), host.origin)).rejects.toThrow(/403/)
    await expect(connect(cookie, 'http://evil.example')).rejects.toThrow(/403/)
    await expect(connect(cookie, `http://127.0.0.1:${port + 1}`)).rejects.toThrow(/403/)
    await expect(connect(cookie)).rejects.toThrow(/403/)
    ;(await connect(`x=y; ${cookie}; z=`, host.origin)).close()
  })

  it('answers requests, and wrong ones with a sentence', async () => {
    const socket = await connect(cookie, host.origin)
    const rpc = createBirpc<{ request(name: string, argument?: unknown): Promise<unknown> }>(
      { push: () => {} },
      {
        post: (text: string) => socket.send(text),
        on: (handler) => socket.on('message', (data: Buffer) => handler(data.toString())),
        serialize: JSON.stringify,
        deserialize: (text: string) => JSON.parse(text) as unknown,
      },
    )
    expect(await rpc.request('app.info')).toMatchObject({ version: '0.0.0', recent: [] })
    expect(await rpc.request('risk.get', {})).toEqual([])
    expect(await rpc.request('risk.get', { incident: 'gone' })).toEqual([])
    await expect(rpc.request('file.read', '/etc/passwd')).rejects.toThrow(/no request named "file.read"/)
    await expect(rpc.request('hasOwnProperty', 'x')).rejects.toThrow(/no request named "hasOwnProperty"/)
    await expect(rpc.request('import.start', { paths: 'x' })).rejects.toThrow(/not understood/)
    await expect(rpc.request('import.start', { paths: ['-'] })).rejects.toThrow(/not standard input/)
    await expect(rpc.request('mapping.preview', { path: '-' })).rejects.toThrow(/not standard input/)
    socket.close()
  })

  it('says what to do when the port is taken', async () => {
    const again = startHost({ service, port, rendererDir: folder, uploadDir: folder })
    await expect(again).rejects.toThrow(/is in use/)
  })
})

describe('signing in', () => {
  const visit = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(address, { redirect: 'manual', headers, method })

  it('swaps a one-time code for a cookie that scripts and other sites do not get', async () => {
    const address = host.createAddress()
    const first = await visit(address)
    expect([first.status, first.headers.get('location')]).toEqual([303, '/'])
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(first.headers.get('set-cookie')).toMatch(
      new RegExp(`^sonic-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    )
    const second = await visit(address)
    expect(second.status).toBe(403)
    expect(second.headers.get('set-cookie')).toBeNull()
    expect(await second.text()).toContain('Press Enter in the terminal')
    // A browser that is signed in goes on instead.
    expect((await visit(address, { cookie })).status).toBe(303)
  })

  it('does not take a look at the address for its use', async () => {
    const address = host.createAddress()
    expect((await visit(address, {}, 'HEAD')).status).toBe(403)
    expect((await visit(address)).status).toBe(303)
  })

  it('refuses what is no code', async () => {
    for (const path of [
      '/sign-in',
      '/sign-in?code=',
      '/sign-in?code=x&code=y',
      `/sign-in?code=${'é'.repeat(40)}`,
    ])
      expect((await visit(host.origin + path)).status).toBe(403)
  })

  it('tells when an address is spent, by use or by age; the oldest of too many gives way', async () => {
    const used = vi.fn<() => void>()
    await visit(host.createAddress(used))
    expect(used).toHaveBeenCalledOnce()
    const crowded = vi.fn<() => void>()
    const address = host.createAddress(crowded)
    for (let n = 0; n < 16; n++) host.createAddress()
    expect(crowded).toHaveBeenCalledOnce()
    expect((await visit(address)).status).toBe(403)
  })

  it('tells a page whether its browser is signed in', async () => {
    const session = async (headers: Record<string, string>): Promise<unknown> =>
      (await fetch(`${host.origin}/session`, { headers })).json()
    expect(await session({})).toEqual({ signedIn: false })
    expect(await session({ cookie })).toEqual({ signedIn: true })
  })
})

describe('uploads', () => {
  const post = (headers: Record<string, string>, name = '../../../evil.log') =>
    fetch(`${host.origin}/upload?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      body: 'line\n',
      headers,
    })

  it('are taken from a page of this host that is signed in, and stay inside their folder', async () => {
    expect((await post({ origin: host.origin })).status).toBe(403)
    expect((await post({ cookie })).status).toBe(403)
    expect((await post({ cookie, origin: 'http://evil.example' })).status).toBe(403)
    for (const name of [
      '../../../evil.log',
      '..',
      '.',
      '',
      '-',
      'a/b\\..\\c',
      'con.log',
      '\u0000\u202e.log',
    ]) {
      const { path } = (await (await post({ cookie, origin: host.origin }, name)).json()) as { path: string }
      expect(path.startsWith(join(folder, 'up'))).toBe(true)
      expect(readFileSync(path, 'utf8')).toBe('line\n')
    }
  })

  it('that are cut leave nothing behind', async () => {
    const before = readdirSync(join(folder, 'up')).length
    const socket = openSocket(port)
    socket.write(
      `POST /upload?name=cut.log HTTP/1.1\r\nHost: ${url.host}\r\nOrigin: ${host.origin}\r\nCookie: ${cookie}\r\n` +
        `Content-Length: 1000000\r\n\r\n${'x'.repeat(1000)}`,
    )
    await vi.waitFor(() => expect(readdirSync(join(folder, 'up'))).toHaveLength(before + 1), 20_000)
    socket.resetAndDestroy()
    await vi.waitFor(() => expect(readdirSync(join(folder, 'up'))).toHaveLength(before), 20_000)
  })

  it('that can not fit are refused at once', async () => {
    const answer = await exchange(
      port,
      `POST /upload?name=huge.log HTTP/1.1\r\nHost: ${url.host}\r\nOrigin: ${host.origin}\r\nCookie: ${cookie}\r\n` +
        `Content-Length: 9000000000000000\r\n\r\nx`,
    )
    expect(answer).toMatch(/^HTTP\/1.1 507 /)
    expect(answer).toMatch(/huge\.log could not be copied to .*: only [\d,]+ MB are free there/)
  })
})

describe('security headers stand in every answer', () => {
  const own = () => `Host: ${url.host}\r\n`
  it.each([
    ['200', () => `GET / HTTP/1.1\r\n${own()}Connection: close\r\n\r\n`],
    ['404', () => `GET /none HTTP/1.1\r\n${own()}Connection: close\r\n\r\n`],
    ['404', () => `PUT / HTTP/1.1\r\n${own()}Connection: close\r\n\r\n`],
    [
      '303',
      () =>
        `GET ${host.createAddress().slice(host.origin.length)} HTTP/1.1\r\n${own()}Connection: close\r\n\r\n`,
    ],
    ['403', () => `GET /sign-in?code=x HTTP/1.1\r\n${own()}Connection: close\r\n\r\n`],
    ['200', () => `GET /session HTTP/1.1\r\n${own()}Connection: close\r\n\r\n`],
    ['403', () => `GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n`],
    ['403', () => `GET / HTTP/1.1\r\n${own()}Origin: http://evil.example\r\n\r\n`],
    ['403', () => `GET / HTTP/1.1\r\n\r\n`],
    ['403', () => `POST /upload HTTP/1.1\r\n${own()}Content-Length: 0\r\nConnection: close\r\n\r\n`],
    ['400', () => `GET http://[ HTTP/1.1\r\n${own()}Connection: close\r\n\r\n`],
    ['400', () => `\u0000\r\n\r\n`],
    ['400', () => `GET / HTTP/9.9\r\n${own()}\r\n`],
    ['431', () => `GET / HTTP/1.1\r\n${own()}X: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['417', () => `GET / HTTP/1.1\r\n${own()}Expect: miracles\r\n\r\n`],
    ['403', () => upgradeRequest(port)],
    ['403', () => upgradeRequest(port, { cookie, path: '/other' })],
    ['403', () => upgradeRequest(port, { cookie, origin: 'http://evil.example' })],
    ['426', () => upgradeRequest(port, { cookie, version: '1' })],
    ['400', () => upgradeRequest(port, { cookie }).replace(/Sec-WebSocket-Key.*\r\n/, '')],
    ['405', () => upgradeRequest(port, { cookie }).replace('GET', 'POST')],
  ])('%s: %s', async (status, message) => {
    const answer = await exchange(port, message())
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    const [head = ''] = answer.split('\r\n\r\n')
    for (const [name, value] of Object.entries(securityHeaders))
      expect(head.toLowerCase()).toContain(
        name === 'Cache-Control' ? 'cache-control: no-' : `${name}: ${value}`.toLowerCase(),
      )
  })
})
