import { createBirpc } from 'birpc'
import { z } from 'zod'
import { requestNames, type PushName, type Pushes } from '../contract/index.ts'
import type { Service } from './service.ts'

/** A text channel to one screen: a WebSocket here, a MessagePort in Electron. */
export interface Channel {
  /** Drops the text where the screen has gone. */
  post(text: string): void
  onMessage(handler: (text: string) => void): void
  onClose(handler: () => void): void
}

interface ServerFunctions {
  request: (name: unknown, argument: unknown) => Promise<unknown>
}
interface ClientFunctions {
  push(name: PushName, payload: unknown): void
}

/** Longest request a screen may send; every one of the contract's is far below. */
const maxMessage = 1 << 20
/** Requests of one screen that may wait for their answers. */
const mostPending = 64

/** What a screen sends: birpc's message for a call. It answers no calls, so nothing else is a message. */
const callSchema = z.object({
  t: z.literal('q'),
  i: z.string().max(100).optional(),
  m: z.string().max(100),
  a: z.array(z.unknown()).max(2),
})
type Call = z.infer<typeof callSchema>

/**
 * Serves the contract to one screen until its channel closes; what it asked for and still waits for is given up then.
 * A message that is none is dropped: nothing that a screen sends ends more than its own request.
 */
export function serveScreen(service: Pick<Service, 'request' | 'subscribe'>, channel: Channel): void {
  const gone = new AbortController()
  let receive: (call: Call) => unknown = () => undefined
  let pending = 0
  const functions: ServerFunctions = {
    request: async (name, argument) => {
      const known = requestNames.find((candidate) => candidate === name)
      if (!known) throw new Error(`There is no request named ${shortText(name)}.`)
      if (pending >= mostPending)
        throw new Error(`${mostPending} requests wait already: wait for their answers.`)
      pending += 1
      try {
        return await service.request(known, argument, gone.signal)
      } finally {
        pending -= 1
      }
    },
  }
  const rpc = createBirpc<ClientFunctions, ServerFunctions>(functions, {
    post: (text: string) => channel.post(text),
    on: (handler: (call: Call) => unknown) => {
      receive = handler
    },
    serialize: serialise,
    // Without it birpc would also call what every object inherits.
    resolver: (name) => (name === 'request' ? functions.request : undefined),
    onGeneralError: () => true,
    eventNames: ['push'],
  })
  channel.onMessage((text) => {
    const call = text.length <= maxMessage ? readCall(text) : undefined
    if (call !== undefined && !gone.signal.aborted) settle(receive(call))
  })
  const unsubscribe = service.subscribe(<K extends PushName>(name: K, payload: Pushes[K]) => {
    settle(rpc.push(name, payload))
  })
  channel.onClose(() => {
    unsubscribe()
    gone.abort()
    rpc.$close()
  })
}

function readCall(text: string): Call | undefined {
  try {
    return callSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Whom an answer or a push can't reach has gone: there is nobody to tell. */
function settle(sending: unknown): void {
  Promise.resolve(sending).catch(() => undefined)
}

function shortText(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 100)
}

/** Errors cross as plain data: `{name, message}`; a stack names files of this machine and stays here. */
function serialise(message: unknown): string {
  return JSON.stringify(message, (_key, value: unknown) =>
    value instanceof Error ? { name: value.name, message: value.message } : value,
  )
}
