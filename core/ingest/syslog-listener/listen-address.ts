import { isIP } from 'node:net'

export type Transport = 'udp' | 'tcp' | 'tls'

/** Where syslog is listened for. */
export interface ListenAddress {
  transport: Transport
  /** A name or an address, IPv6 without brackets. */
  host: string
  port: number
}

/** Syslog's ports: RFC 5426 section 3.3, RFC 6587 section 3.2 (rsh's number, taken over by usage), RFC 5425 section 4.1. */
const usualPorts: Record<Transport, number> = { udp: 514, tcp: 514, tls: 6514 }

/** Nobody else on the network can send there unless the person names another address. */
const defaultHost = '127.0.0.1'

const schemes: ReadonlySet<string> = new Set(['udp', 'tcp', 'tls'])
const names = /^[A-Za-z0-9._-]*$/
const bracketed = /^\[[0-9a-fA-F:.]+\]$/

/** From `udp://HOST:PORT`; undefined where it is none. */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const [scheme = '', rest, ...more] = text.replace(/\/$/, '').split('://')
  if (rest === undefined || more.length > 0 || !schemes.has(scheme)) return undefined
  const colon = rest.indexOf(':', rest.indexOf(']') + 1)
  const [host, digits] = colon < 0 ? [rest, undefined] : [rest.slice(0, colon), rest.slice(colon + 1)]
  if (!names.test(host) && !bracketed.test(host)) return undefined
  if (digits !== undefined && !/^\d{1,5}$/.test(digits)) return undefined
  const transport = transportOf(scheme)
  const port = digits === undefined ? usualPorts[transport] : Number(digits)
  if (port > 65_535) return undefined
  return { transport, host: host.replace(/^\[|\]$/g, '') || defaultHost, port }
}

/** As a person writes it. */
export function formatListenAddress({ transport, host, port }: ListenAddress): string {
  return `${transport}://${isIP(host) === 6 ? `[${host}]` : host}:${port}`
}

/** Whether only this machine can send there (RFC 6890: 127.0.0.0/8, ::1). */
export function isLoopback({ host }: ListenAddress): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function transportOf(scheme: string): Transport {
  return scheme === 'tls' || scheme === 'tcp' ? scheme : 'udp'
}
