import type { RequestName, Requests } from '../contract/index.ts'

/** What answers each request of the contract. */
export type Handlers = {
  [K in RequestName]: (
    argument: Parameters<Requests[K]>[0] & {},
    /** Aborted when the screen that asked has gone. */
    signal: AbortSignal,
  ) => ReturnType<Requests[K]> | Promise<ReturnType<Requests[K]>>
}
