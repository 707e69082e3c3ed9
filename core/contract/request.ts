import type { z } from 'zod'

/** Who may ask; each may also ask what those before may. */
export type Role = 'reader' | 'analyst' | 'administrator'

/** What the screens call: one JSON argument, or none. */
type Ask = (request: never) => unknown
type ArgumentOf<A extends Ask> = Parameters<A>[0]

/** One request of the screens. Its type says what is asked and answered; the schema checks what comes in. */
export interface Request<A extends Ask> {
  role: Role
  argument: z.ZodType<ArgumentOf<A>>
  /** For the compiler alone. */
  ask?: A
}

export type AskOf<R extends { ask?: unknown }> = NonNullable<R['ask']>

export function request<A extends Ask>(role: Role, argument: z.ZodType<ArgumentOf<A>>): Request<A> {
  return { role, argument }
}

/** One message that the core sends without being asked, and the least role that gets it. */
interface Push<P> {
  role: Role
  /** For the compiler alone. */
  payload?: P
}

export type PayloadOf<P extends { payload?: unknown }> = NonNullable<P['payload']>

export function push<P>(role: Role): Push<P> {
  return { role }
}
