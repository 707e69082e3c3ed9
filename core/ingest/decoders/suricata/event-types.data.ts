/** What every record of an EVE `event_type` has in common, as Elastic's Suricata integration maps it to ECS. */
interface EventType {
  kind?: 'alert' | 'metric'
  category?: readonly string[]
  type?: readonly string[]
  protocol?: string
}

const web = ['network', 'web']

function application(protocol: string): EventType {
  return { type: ['protocol'], protocol }
}

export const eventTypes: ReadonlyMap<string, EventType> = new Map<string, EventType>([
  ['alert', { kind: 'alert', category: ['network', 'intrusion_detection'] }],
  ['flow', { type: ['connection'] }],
  ['netflow', { type: ['connection'] }],
  ['stats', { kind: 'metric' }],
  ['http', { category: web, type: ['access', 'protocol'], protocol: 'http' }],
  ['http2', { category: web, type: ['access', 'protocol'], protocol: 'http' }],
  // Elastic's mapping: remote framebuffers count with remote desktops.
  ['rfb', application('rdp')],
  ['ftp_data', application('ftp')],
  ...[
    'dcerpc',
    'dhcp',
    'dns',
    'ftp',
    'ike',
    'ikev2',
    'krb5',
    'ldap',
    'modbus',
    'mqtt',
    'nfs',
    'pgsql',
    'quic',
    'rdp',
  ]
    .concat(['sip', 'smb', 'smtp', 'snmp', 'ssh', 'telnet', 'tftp', 'tls', 'websocket'])
    .map((name): [string, EventType] => [name, application(name)]),
])

/** Names Suricata writes where it did not find out the protocol. */
export const noProtocols: ReadonlySet<string> = new Set(['failed', 'unknown', 'template', 'template-rust'])
