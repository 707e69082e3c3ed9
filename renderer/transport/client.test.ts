import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createBirpc } from 'birpc'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import type { PushName, RequestName } from '../../core/contract/index.ts'
import { createClient, type Client, type ConnectionState } from './client.ts'
import { decode, encode } from './codec.ts'
import { messagePort } from './ipc-port.ts'
import type { Connect, Port } from './port.ts'
import { SignedOutError } from './session.ts'
import { connectWebSocket, socketUrl } from './websocket-port.ts'

interface Service {
  connect: Connect
  /** Breaks every open connection from the core's side. */
  drop: () => void
  push: (name: PushName, payload: unknown) => Promise<void>
  stop: () => Promise<void>
}

const clientFunctions = {
  request(name: RequestName, argument: unknown): Promise<unknown> {
    if (name === 'incident.get') return Promise.resolve(argument)
    if (name === 'incident.setStatus') return Promise.resolve(undefined)
    if (name === 'report.html') return new Promise(() => undefined)
    return Promise.reject(new Error(`no data for ${name}`))
  },
}

function serve(port: Port) {
  return createBirpc<{ push(name: PushName, payload: unknown): void }>(clientFunctions, {
    post: (message: string) => port.post(message),
    on: (handler: (message: string) => void) => port.onMessage(handler),
    serialize: encode,
    deserialize: decode,
  })
}

function channelService(): Promise<Service> {
  let ends: MessagePort[] = []
  let rpcs: ReturnType<typeof serve>[] = []
  return Promise.resolve({
    connect: () => {
      const { port1, port2 } = new MessageChannel()
      ends.push(port2)
      rpcs.push(serve(messagePort(port2)))
      return Promise.resolve(messagePort(port1))
    },
    drop: () => {
      for (const end of ends) end.close()
      ends = []
      rpcs = []
    },
    push: async (name, payload) => {
      await Promise.all(rpcs.map((rpc) => rpc.push.asEvent(name, payload)))
    },
    stop: () => {
      for (const end of ends) end.close()
      return Promise.resolve()
    },
  })
}

async function socketService(): Promise<Service> {
  const server: Server = createServer()
  const sockets = new WebSocketServer({ server, path: '/rpc' })
  const rpcs = new Set<ReturnType<typeof serve>>()
  sockets.on('connection', (socket) => {
    const rpc = serve({
      post: (message) => socket.send(message),
      onMessage: (handler) => socket.on('message', (data: Buffer) => handler(data.toString('utf8'))),
      onClose: (handler) => socket.on('close', handler),
    })
    rpcs.add(rpc)
    socket.on('close', () => rpcs.delete(rpc))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = socketUrl({ protocol: 'http:', host: `127.0.0.1:${port}` })
  return {
    connect: () => connectWebSocket(url),
    drop: () => {
      for (const socket of sockets.clients) socket.terminate()
    },
    push: async (name, payload) => {
      await Promise.all([...rpcs].map((rpc) => rpc.push.asEvent(name, payload)))
    },
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function reaches(client: Client, wanted: ConnectionState): Promise<void> {
  return new Promise((resolve) => {
    client.onState((state) => {
      if (state === wanted) resolve()
    })
  })
}

describe.each([
  ['MessagePort', channelService],
  ['WebSocket', socketService],
])('client over %s', (_name, start) => {
  let service: Service
  afterEach(() => service.stop())

  async function open() {
    service = await start()
    return createClient(service.connect, { backoff: () => 10 })
  }

  test('a request sent before the connection stands gets its answer', async () => {
    const client = await open()
    expect(await client.request('incident.get', { id: 'ü "x"' })).toEqual({ id: 'ü "x"' })
    expect(await client.request('incident.setStatus', { id: 'a', status: 'open' })).toBeUndefined()
  })

  test('an error of the core arrives with its message', async () => {
    const client = await open()
    await expect(client.request('overview.get')).rejects.toThrow('no data for overview.get')
  })

  test('a pushed event reaches its subscribers until they leave', async () => {
    const client = await open()
    const seen: unknown[] = []
    const leave = client.subscribe('data.changed', (payload) => seen.push(payload))
    await client.request('incident.get', { id: 'ready' })
    await service.push('data.changed', { tables: ['alerts'] })
    await service.push('import.progress', {})
    await client.request('incident.get', { id: 'fence' })
    leave()
    await service.push('data.changed', { tables: [] })
    await client.request('incident.get', { id: 'fence' })
    expect(seen).toEqual([{ tables: ['alerts'] }])
  })

  test('a broken connection rejects what was pending, says so, and heals', async () => {
    const client = await open()
    await reaches(client, 'open')
    const pending = expect(client.request('report.html', {})).rejects.toThrow('connection to Sonic is lost')
    await client.request('incident.get', { id: 'fence' })
    const lost = reaches(client, 'lost')
    service.drop()
    await pending
    await lost
    await expect(client.request('incident.get', { id: 'x' })).rejects.toThrow('connection to Sonic is lost')
    await reaches(client, 'open')
    expect(await client.request('incident.get', { id: 'again' })).toEqual({ id: 'again' })
  })
})

test('a core that never answers leaves no request hanging', async () => {
  const client = createClient(() => Promise.reject(new Error('refused')), { backoff: () => 1e6 })
  await expect(client.request('app.info')).rejects.toThrow()
  await expect(client.request('app.info')).rejects.toThrow('lost')
})

test('a browser that is not signed in is told so, and goes on by itself once it is', async () => {
  let signedIn = false
  const service = await channelService()
  const client = createClient(() => (signedIn ? service.connect() : Promise.reject(new SignedOutError())), {
    backoff: () => 10,
  })
  await expect(client.request('app.info')).rejects.toThrow('not signed in')
  await reaches(client, 'signed-out')
  signedIn = true
  await reaches(client, 'open')
  expect(await client.request('incident.get', { id: 'a' })).toEqual({ id: 'a' })
  await service.stop()
})

test('text that is no message is ignored', async () => {
  let inject = (_message: string) => {}
  const { port1, port2 } = new MessageChannel()
  serve(messagePort(port2))
  const port = messagePort(port1)
  const client = createClient(() =>
    Promise.resolve({
      ...port,
      onMessage: (handler: (message: string) => void) => {
        inject = handler
        port.onMessage(handler)
      },
    }),
  )
  await client.request('incident.get', { id: 'a' })
  inject('{not json')
  expect(await client.request('incident.get', { id: 'b' })).toEqual({ id: 'b' })
  port2.close()
})
