import type { Mark } from './mark.ts'
import type { Device } from './person.ts'

/** A person's (or intruder's) connection. Created at login, filled by the gateway, shared by all its actions. */
export interface Tunnel {
  user: string
  group: string
  sourceIp: string
  gateway: number
  device: Device
  /** As the client announces itself. */
  client: string
  start: number
  /** When it will end, and how many bytes beyond its logged flows it will then have carried. */
  end: number
  volume: { up: number; down: number }
  /** Bytes of the flows begun so far. */
  carried: { up: number; down: number }
  /** Given by the gateway. */
  id: number
  lease: string
}

export interface Flow {
  transport: 'tcp' | 'udp'
  sourcePort: number
  destinationIp: string
  destinationPort: number
  /** FortiGate's service name. */
  service: string
  inside: boolean
  up: number
  down: number
  /** Milliseconds. */
  duration: number
  /** - `done`: carried data; `refused`: reset by the host; `silent`: nobody answered; `denied`: by the firewall. */
  outcome: 'done' | 'refused' | 'silent' | 'denied'
  /** The name asked for, for DNS. */
  query: { name: string; type: string } | undefined
  /** Connection id, given by the gateway. */
  id: number
}

export type RejectReason = 'password' | 'unknown-user' | 'locked' | 'expired' | 'mfa'
export type EndReason = 'user' | 'idle' | 'lost' | 'limit'

interface Timed {
  /** Epoch ms. */
  time: number
  /** Set where the action is part of an attack. */
  mark?: Mark
}

interface Credential extends Timed {
  user: string
  group: string
  sourceIp: string
  gateway: number
}

/** What happens at the gateway, vendor-neutral; one action becomes zero or more lines. */
export type Action =
  | (Credential & { kind: 'reject'; reason: RejectReason })
  | (Credential & { kind: 'lockout' })
  | (Credential & { kind: 'challenge' })
  | (Timed & { kind: 'login' | 'start' | 'assign' | 'statistics'; tunnel: Tunnel })
  | (Timed & { kind: 'roam'; tunnel: Tunnel; sourceIp: string })
  | (Timed & { kind: 'open' | 'close'; tunnel: Tunnel; flow: Flow })
  | (Timed & { kind: 'end'; tunnel: Tunnel; reason: EndReason })

/** FortiOS `vpn-stats-period` (default 600 s), set to an hour here. */
export const statisticsPeriodSeconds = 3600

/** Headers, keep-alives and flows below the logging threshold, on top of the logged flows. */
const overhead = 1.04

/** Bytes a tunnel has carried at a moment: never less than its flows, growing with time. */
export function counters(tunnel: Tunnel, time: number): { up: number; down: number } {
  const share = Math.min(1, (time - tunnel.start) / Math.max(1, tunnel.end - tunnel.start))
  return {
    up: Math.ceil(tunnel.carried.up * overhead + tunnel.volume.up * share),
    down: Math.ceil(tunnel.carried.down * overhead + tunnel.volume.down * share),
  }
}
