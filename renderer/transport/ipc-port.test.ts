// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { connectIpc } from './ipc-port.ts'
import type { Port } from './port.ts'

function post(data: unknown, ports: MessagePort[], source: unknown = window): void {
  const event = new MessageEvent('message', { data })
  Object.defineProperties(event, { ports: { value: ports }, source: { value: source } })
  window.dispatchEvent(event)
}

/** A new core: its port goes to the page; what it hears comes back. */
function startCore(): { heard: Promise<string>; end: () => void } {
  const { port1, port2 } = new MessageChannel()
  const heard = new Promise<string>((resolve) => {
    port2.addEventListener('message', ({ data }: MessageEvent<string>) => resolve(data), { once: true })
    port2.start()
  })
  post('sonic-port', [port1])
  return { heard, end: () => port2.close() }
}

const closed = (port: Port) => new Promise<void>((resolve) => port.onClose(resolve))

test('a core that was started again is connected to, also where its port came before it was asked for', async () => {
  const connect = connectIpc(window)
  const first = startCore()
  const port = await connect()
  port.post('one')
  expect(await first.heard).toBe('one')
  const gone = closed(port)
  first.end()
  const second = startCore()
  await gone
  const again = await connect()
  again.post('two')
  expect(await second.heard).toBe('two')
  second.end()
})

test('a port of another frame, or with another message, is not taken', async () => {
  const connecting = connectIpc(window)()
  const stranger = new MessageChannel()
  post('sonic-port', [stranger.port1], {})
  post('other', [stranger.port1])
  const core = startCore()
  const port = await connecting
  port.post('mine')
  expect(await core.heard).toBe('mine')
  core.end()
  stranger.port1.close()
})
