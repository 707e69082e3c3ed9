import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBirpc } from 'birpc'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startHost, type Host } from './host.ts'
import { Service } from './service.ts'

let folder: string
let host: Host
let service: Service
let url: URL

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
  url = new URL(host.url)
})
afterAll(async () => {
  await host.close()
  await service.close()
  rmSync(folder, { recursive: true })
})

/** Plain node:http, which lets a test lie about Host. */
function get(headers: Record<string, string>, path = '/'): Promise<{ status: number; csp: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: url.port, path, headers }, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, csp: String(response.headers['content-security-policy']) })
    })
      .on('error', reject)
      .end()
  })
}

function connect(token: string, origin?: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${url.port}/rpc?token=${token}`, origin ? { origin } : {})
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
    expect((await get({ host: url.host, origin: 'http://evil.example' })).status).toBe(403)
  })

  it('serves nothing outside the folder of the screens', async () => {
    expect((await get({ host: url.host }, '/../workspace.sqlite')).status).toBe(404)
    expect((await get({ host: url.host }, '/%2e%2e/workspace.sqlite')).status).toBe(404)
  })

  it('refuses a socket without the token or from another page', async () => {
    const token = url.searchParams.get('token') ?? ''
    await expect(connect('wrong')).rejects.toThrow(/403/)
    await expect(connect(token, 'http://evil.example')).rejects.toThrow(/403/)
    ;(await connect(token)).close()
  })

  it('answers requests, and wrong ones with a sentence', async () => {
    const socket = await connect(url.searchParams.get('token') ?? '')
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
    await expect(rpc.request('import.start', { paths: 'x' })).rejects.toThrow(/not understood/)
    socket.close()
  })

  it('takes a dropped file only with the token, and keeps it inside its folder', async () => {
    const post = (token: string) =>
      fetch(new URL('/upload?name=../../../evil.log', url), {
        method: 'POST',
        body: 'line\n',
        headers: { 'x-sonic-token': token },
      })
    expect((await post('wrong')).status).toBe(403)
    const { path } = (await (await post(url.searchParams.get('token') ?? '')).json()) as { path: string }
    expect(path.startsWith(join(folder, 'up'))).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('line\n')
  })

  it('says what to do when the port is taken', async () => {
    const again = startHost({ service, port: Number(url.port), rendererDir: folder, uploadDir: folder })
    await expect(again).rejects.toThrow(/is in use/)
  })
})
