import type { Inbox } from './inbox.ts'
import type { ListenAddress } from './listen-address.ts'
import type { Remarks } from './remarks.ts'

/** An open port. */
export interface Port {
  /** With the number that the system gave, where 0 was asked for. */
  readonly address: ListenAddress
  /** No more is read until `resume`, where senders can be made to wait. */
  pause(): void
  resume(): void
  /** What was lost so far, as far as that can be known, for the report. */
  losses(): Promise<string[]>
  close(): Promise<void>
}

export interface PortOptions {
  address: ListenAddress
  inbox: Inbox
  remarks: Remarks
}

/** RFC 5425 section 4.3.1 asks for 8192 octets at least; Windows and JSON records come longer (ours). */
export const mostMessageBytes = 65_536

/** An address of IPv4 that comes in IPv6 (RFC 4291 section 2.5.5.2), and a link's own, as one writes them. */
export function peerName(address: string | undefined): string {
  const [name = 'unknown'] = (address ?? 'unknown').split('%', 1)
  return name.replace(/^::ffff:/i, '')
}
