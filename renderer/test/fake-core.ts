import type { Requests } from '../../core/contract/index.ts'
import { createClient, type Client } from '../transport/client.ts'
import { decode, encode } from '../transport/codec.ts'
import type { Core } from '../transport/connect.ts'
import { messagePort } from '../transport/ipc-port.ts'
import { createBirpc } from 'birpc'

interface FakeCore extends Core {
  client: Client
  push: (name: string, payload: unknown) => Promise<void>
  /** The names of the requests that came, in their order. */
  asked: string[]
}

/** A core behind a real client and port, that answers with the given functions. */
export function createFakeCore(answers: Partial<Requests> = {}): FakeCore {
  const asked: string[] = []
  const { port1, port2 } = new MessageChannel()
  const port = messagePort(port2)
  const functions = {
    request(name: keyof Requests, argument: never): Promise<unknown> {
      asked.push(name)
      const answer = answers[name]
      if (answer === undefined) return Promise.reject(new Error(`no answer to ${name}`))
      return Promise.resolve(answer(argument))
    },
  }
  const rpc = createBirpc<{ push(name: string, payload: unknown): void }>(functions, {
    post: (message: string) => port.post(message),
    on: (handler: (message: string) => void) => port.onMessage(handler),
    serialize: encode,
    deserialize: decode,
  })
  return {
    client: createClient(() => Promise.resolve(messagePort(port1))),
    files: { dialogs: undefined, resolve: (file) => Promise.resolve(`/uploads/${file.name}`) },
    push: (name, payload) => rpc.push.asEvent(name, payload),
    asked,
  }
}
