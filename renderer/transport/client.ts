import { createBirpc, type BirpcReturn } from 'birpc'
import type { PushName, Pushes, RequestName, Requests } from '../../core/contract/index.ts'
import { decode, encode } from './codec.ts'
import type { Connect, Port } from './port.ts'
import { SignedOutError } from './session.ts'

/** What the core offers over the wire. */
interface ServerFunctions {
  request(name: RequestName, argument: unknown): Promise<unknown>
}

/** What the core may call here. */
interface ClientFunctions {
  push(name: PushName, payload: unknown): void
}

type Rpc = BirpcReturn<ServerFunctions, ClientFunctions>

/** `signed-out`: the core is there, but this browser was not let in, or no longer is. */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'signed-out'
export type Result<N extends RequestName> = ReturnType<Requests[N]>

export interface Client {
  /** Waits for the first connection; while the connection is lost it rejects at once. */
  request<N extends RequestName>(name: N, ...argument: Parameters<Requests[N]>): Promise<Result<N>>
  /** Returns the function that ends the subscription. */
  subscribe<N extends PushName>(name: N, handler: (payload: Pushes[N]) => void): () => void
  onState(handler: (state: ConnectionState) => void): () => void
}

interface ClientOptions {
  /** Milliseconds before the n-th attempt to connect again, n from 0. */
  backoff?: (attempt: number) => number
}

const connectionLost = 'The connection to Sonic is lost'
const requestTimeout = 120_000

export function createClient(connect: Connect, { backoff = doubling }: ClientOptions = {}): Client {
  const handlers = new Map<PushName, Set<(payload: never) => void>>()
  const stateHandlers = new Set<(state: ConnectionState) => void>()
  let state: ConnectionState = 'connecting'
  let current: Promise<Rpc>
  let failures = 0

  const functions: ClientFunctions = {
    push(name, payload) {
      for (const handler of handlers.get(name) ?? []) handler(payload as never)
    },
  }

  function setState(next: ConnectionState) {
    if (next === state) return
    state = next
    for (const handler of stateHandlers) handler(state)
  }

  function retry(reason: Error) {
    current = rejected(reason)
    setState(reason instanceof SignedOutError ? 'signed-out' : 'lost')
    setTimeout(open, backoff(failures++))
  }

  function attach(port: Port): Rpc {
    const rpc = serve(port, functions)
    port.onClose(() => {
      rpc.$close(new Error(connectionLost))
      retry(new Error(connectionLost))
    })
    return rpc
  }

  function open() {
    const attempt = connect().then(attach)
    // While connecting for the first time requests wait; later they fail rather than hang.
    if (state === 'connecting') current = attempt
    attempt.then(
      () => {
        failures = 0
        current = attempt
        setState('open')
      },
      (reason: unknown) => retry(reason instanceof SignedOutError ? reason : new Error(connectionLost)),
    )
  }

  current = rejected(new Error(connectionLost))
  open()

  return {
    async request<N extends RequestName>(name: N, ...argument: Parameters<Requests[N]>) {
      const rpc = await current
      return (await rpc.request(name, argument[0])) as Result<N>
    },
    subscribe(name, handler) {
      const set = handlers.get(name) ?? new Set()
      handlers.set(name, set.add(handler))
      return () => set.delete(handler)
    },
    onState(handler) {
      stateHandlers.add(handler)
      handler(state)
      return () => stateHandlers.delete(handler)
    },
  }
}

function serve(port: Port, functions: ClientFunctions): Rpc {
  return createBirpc<ServerFunctions, ClientFunctions>(functions, {
    post: (message: string) => port.post(message),
    on: (handler: (message: string) => void) => port.onMessage(handler),
    serialize: encode,
    deserialize: decode,
    timeout: requestTimeout,
    // A message that is no JSON is dropped: nothing else could be done with it.
    onGeneralError: (error) => error instanceof SyntaxError,
  })
}

function rejected(reason: Error): Promise<never> {
  const promise = Promise.reject(reason)
  promise.catch(() => undefined)
  return promise
}

function doubling(attempt: number): number {
  return Math.min(250 * 2 ** attempt, 5_000)
}
