import type { Event } from '../../../event/event.ts'
import type { Endpoint } from '../endpoint.ts'

/** Bytes that one side sent: a datagram, or the beginning of its stream. */
export interface Content {
  bytes: Buffer
  at: number
  end: number
  sender: Endpoint
}

/** undefined: more bytes are needed to tell. */
export type Recognition = boolean | undefined

/** A service over TCP. Ports are only a hint. */
export interface StreamService {
  /** ECS `network.protocol`. */
  protocol: string
  recognise: (content: Content) => Recognition
  /** Reads what the side's first bytes tell. Returns whether more of them are wanted. */
  read?: (content: Content, fields: Event) => boolean
}

/** A service over UDP: told by one datagram, or by several that fit together. */
export interface DatagramService {
  protocol: string
  recognise: (content: Content) => boolean
  read?: (content: Content, fields: Event) => void
}

/** Whether one of the ends has this port. */
export function hasPort({ sender }: Content, port: number): boolean {
  return sender.port === port || sender.peer.port === port
}

export function startsWith({ bytes, at, end }: Content, prefix: string): Recognition {
  const length = Math.min(prefix.length, end - at)
  for (let i = 0; i < length; i++) if (bytes[at + i] !== prefix.charCodeAt(i)) return false
  return length === prefix.length ? true : undefined
}

/** true if one is, undefined if one may yet be. */
export function anyOf(recognitions: readonly Recognition[]): Recognition {
  if (recognitions.includes(true)) return true
  return recognitions.includes(undefined) ? undefined : false
}
