import { once } from 'node:events'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { webSocketChannel } from './screen-socket.ts'

/** A connected pair; the client's socket is not read. */
async function openPair(): Promise<{ ws: WebSocket; close: () => void }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const client = new WebSocket(`ws://127.0.0.1:${address.port}`)
  client.on('error', () => undefined)
  const [ws] = await new Promise<[WebSocket]>((done) => server.on('connection', (socket) => done([socket])))
  await once(client, 'open')
  client.pause()
  return {
    ws,
    close: () => {
      client.terminate()
      server.close()
    },
  }
}

test('a screen that does not read is cut off before it fills the memory', async () => {
  const { ws, close } = await openPair()
  const channel = webSocketChannel(ws, 16 * 2 ** 20)
  const closed = once(ws, 'close')
  const text = 'x'.repeat(2 ** 20)
  let posted = 0
  for (; ws.readyState === WebSocket.OPEN && posted < 1000; posted++) {
    channel.post(text)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await closed
  // 16 MiB, and what the sockets of the system hold.
  expect(posted).toBeLessThan(100)
  channel.post(text)
  close()
})
