/**
 * One record as a device wrote it, flat under ECS field names (Elastic Common Schema 8.x) with a small
 * `vpn.*` extension, since ECS has no object for a VPN session.
 *
 * Units: times are epoch milliseconds UTC (ISO 8601 on export), bytes and packets are counts,
 * `event.duration` is nanoseconds (ECS), `vpn.duration` is seconds. A field the record does not have is absent; only
 * `@timestamp` is NaN then: such a record is read and exported, but has no place in the analysis.
 */
export interface Event {
  '@timestamp': number
  message?: string
  /** What Sonic says of the record: `implausible_time`, `late`. */
  tags?: readonly string[]
  'event.action'?: string
  'event.category'?: readonly string[]
  'event.code'?: string
  'event.dataset'?: string
  'event.duration'?: number
  'event.end'?: number
  'event.kind'?: 'event' | 'alert' | 'metric' | 'state'
  'event.outcome'?: 'success' | 'failure' | 'unknown'
  'event.provider'?: string
  'event.reason'?: string
  'event.severity'?: number
  'event.start'?: number
  'event.type'?: readonly string[]
  'source.address'?: string
  'source.bytes'?: number
  'source.domain'?: string
  /** What the service that wrote the record says; what Sonic finds by the address stands with the act. */
  'source.geo.city_name'?: string
  'source.geo.country_iso_code'?: string
  'source.geo.country_name'?: string
  'source.ip'?: string
  /** Bytes of its IP packets, headers included, where `source.bytes` is payload. */
  'source.ip_bytes'?: number
  'source.mac'?: string
  'source.nat.ip'?: string
  'source.nat.port'?: number
  'source.packets'?: number
  'source.port'?: number
  'source.user.name'?: string
  'destination.address'?: string
  'destination.bytes'?: number
  'destination.domain'?: string
  'destination.ip'?: string
  'destination.ip_bytes'?: number
  'destination.mac'?: string
  'destination.nat.ip'?: string
  'destination.nat.port'?: number
  'destination.packets'?: number
  'destination.port'?: number
  'destination.user.name'?: string
  'client.ip'?: string
  'client.port'?: number
  'server.ip'?: string
  'server.port'?: number
  'network.application'?: string
  'network.bytes'?: number
  /** What each side did, in letters as in Zeek's conn.log. */
  'network.connection.history'?: string
  /** Zeek's conn_state: S0, SF, REJ, … */
  'network.connection.state'?: string
  'network.direction'?: string
  'network.iana_number'?: string
  'network.inner'?: string
  'network.name'?: string
  'network.packets'?: number
  'network.protocol'?: string
  'network.transport'?: string
  'network.type'?: string
  'network.vlan.id'?: string
  'user.domain'?: string
  'user.email'?: string
  'user.id'?: string
  'user.name'?: string
  'user.roles'?: readonly string[]
  'group.name'?: string
  'host.hostname'?: string
  'host.ip'?: string
  'host.mac'?: string
  'host.name'?: string
  'host.os.full'?: string
  'host.os.name'?: string
  'host.os.version'?: string
  'observer.egress.interface.name'?: string
  'observer.egress.zone'?: string
  'observer.hostname'?: string
  'observer.ingress.interface.name'?: string
  'observer.ingress.zone'?: string
  'observer.ip'?: string
  'observer.name'?: string
  'observer.product'?: string
  'observer.serial_number'?: string
  'observer.type'?: string
  'observer.vendor'?: string
  'observer.version'?: string
  'process.name'?: string
  'process.pid'?: number
  'rule.category'?: string
  'rule.id'?: string
  'rule.name'?: string
  'rule.ruleset'?: string
  'rule.uuid'?: string
  'url.domain'?: string
  'url.extension'?: string
  'url.fragment'?: string
  'url.full'?: string
  'url.original'?: string
  'url.password'?: string
  'url.path'?: string
  'url.port'?: number
  'url.query'?: string
  'url.scheme'?: string
  'url.username'?: string
  'dns.id'?: string
  'dns.question.class'?: string
  'dns.question.name'?: string
  'dns.question.registered_domain'?: string
  'dns.question.subdomain'?: string
  'dns.question.top_level_domain'?: string
  'dns.question.type'?: string
  'dns.resolved_ip'?: readonly string[]
  'dns.response_code'?: string
  'dns.type'?: string
  'http.request.bytes'?: number
  'http.request.method'?: string
  'http.request.referrer'?: string
  'http.response.bytes'?: number
  'http.response.status_code'?: number
  'http.version'?: string
  'tls.cipher'?: string
  'tls.client.server_name'?: string
  'tls.version'?: string
  'file.extension'?: string
  'file.name'?: string
  'file.path'?: string
  'file.size'?: number
  'user_agent.original'?: string
  'log.level'?: string
  'log.logger'?: string
  'log.syslog.appname'?: string
  'log.syslog.facility.code'?: number
  'log.syslog.priority'?: number
  'log.syslog.severity.code'?: number
  /** What the record says of a VPN session; the vendor-neutral key from which acts are assembled. */
  'vpn.step'?: VpnStep
  'vpn.assigned_ip'?: string
  'vpn.auth_method'?: string
  /** Bytes the gateway received from the person (their upload). */
  'vpn.bytes_in'?: number
  /** Bytes the gateway sent to the person (their download). */
  'vpn.bytes_out'?: number
  'vpn.client.os'?: string
  'vpn.client.version'?: string
  'vpn.device.id'?: string
  'vpn.device.name'?: string
  'vpn.disconnect_reason'?: string
  'vpn.duration'?: number
  'vpn.gateway'?: string
  'vpn.group'?: string
  'vpn.mfa.result'?: 'success' | 'failure' | 'prompted'
  'vpn.session_id'?: string
  'vpn.tunnel_type'?: string
  /** Connection id of a firewall, by which the lines of one flow find each other. */
  'network.flow_id'?: string
}

/**
 * - `attempt`: credentials were checked (see `event.outcome`)
 * - `challenge`: a second factor was asked for or answered (`vpn.mfa.result`)
 * - `start`: a session exists from here on
 * - `assign`: the session got an inner address (`vpn.assigned_ip`)
 * - `update`: interim counters of a session that goes on
 * - `end`: the session is over; counters are final
 */
export type VpnStep = 'attempt' | 'challenge' | 'start' | 'assign' | 'update' | 'end'

export type Field = keyof Event

/** Where the original bytes of a record are: `source` names a file (or topic/partition), offsets count bytes of its decompressed content. */
export interface Place {
  source: string
  offset: number
  length: number
  /** 1-based. */
  line: number
  /** How many of the lines shortly before it are the same, byte for byte; absent for none. */
  copy?: number
}

/** A line that is not a record of its format; the reason is a sentence for a person. */
export class Reject {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}
