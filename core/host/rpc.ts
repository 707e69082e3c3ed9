import { createBirpc } from 'birpc'
import { requestNames, type EventName, type Events } from '../contract.ts'
import type { Service } from './service.ts'

/** A text channel to one screen: a WebSocket here, a MessagePort in Electron. */
export interface Channel {
  post(text: string): void
  onMessage(handler: (text: string) => void): void
  onClose(handler: () => void): void
}

interface ServerFunctions {
  request(name: string, argument: unknown): Promise<unknown>
}
interface ClientFunctions {
  push(name: EventName, payload: unknown): void
}

/** Longest request a screen may send; every one of the contract's is far below. */
const maxMessage = 1 << 20

/** Serves the contract to one screen until its channel closes. */
export function serveScreen(service: Service, channel: Channel): void {
  let receive: (text: string) => void = () => {}
  const functions: ServerFunctions = {
    async request(name, argument) {
      const known = requestNames.find((candidate) => candidate === name)
      if (!known) throw new Error(`There is no request named ${JSON.stringify(name).slice(0, 100)}.`)
      return service.request(known, argument)
    },
  }
  const rpc = createBirpc<ClientFunctions, ServerFunctions>(functions, {
    post: (text: string) => channel.post(text),
    on: (handler: (text: string) => void) => {
      receive = handler
    },
    serialize: serialise,
    deserialize: (text: string) => JSON.parse(text) as unknown,
    timeout: 30_000,
    eventNames: ['push'],
  })
  channel.onMessage((text) => {
    if (text.length <= maxMessage) receive(text)
  })
  const unsubscribe = service.subscribe(<K extends EventName>(name: K, payload: Events[K]) => {
    void rpc.push(name, payload)
  })
  channel.onClose(() => {
    unsubscribe()
    rpc.$close()
  })
}

/** Errors cross as plain data: `{name, message}`; a stack names files of this machine and stays here. */
function serialise(message: unknown): string {
  return JSON.stringify(message, (_key, value: unknown) =>
    value instanceof Error ? { name: value.name, message: value.message } : value,
  )
}
