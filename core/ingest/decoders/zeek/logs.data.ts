/** What every record of a log has in common, as Elastic's Zeek integration maps it to ECS. */
interface ZeekLog {
  /** ECS data set, where it is not the name of the log. */
  dataset?: string
  kind?: 'alert' | 'metric'
  category?: readonly string[]
  type?: readonly string[]
  transport?: string
  protocol?: string
}

const network = ['network']
const session = ['connection', 'protocol']
const exchange = ['connection', 'protocol', 'info']
const info = ['info']

/** Zeek's logs by the name that `#path` and `_path` give them. */
export const zeekLogs: ReadonlyMap<string, ZeekLog> = new Map<string, ZeekLog>([
  ['conn', { dataset: 'connection', category: network }],
  ['arp', { category: network, type: info, protocol: 'arp' }],
  ['capture_loss', { kind: 'metric' }],
  ['dce_rpc', { category: network, type: exchange, transport: 'tcp', protocol: 'dce_rpc' }],
  ['dhcp', { category: network, type: exchange, transport: 'udp', protocol: 'dhcp' }],
  ['dnp3', { category: network, type: exchange, transport: 'tcp', protocol: 'dnp3' }],
  ['dns', { category: network, type: exchange, protocol: 'dns' }],
  ['dpd', { category: network, type: ['connection', 'info'] }],
  ['files', { category: ['file'], type: info }],
  ['ftp', { category: network, type: exchange, transport: 'tcp', protocol: 'ftp' }],
  ['http', { category: ['network', 'web'], type: exchange, transport: 'tcp', protocol: 'http' }],
  ['intel', { category: ['threat'], type: ['indicator'] }],
  ['irc', { category: network, type: exchange, transport: 'tcp', protocol: 'irc' }],
  [
    'kerberos',
    {
      category: ['network', 'authentication'],
      type: ['connection', 'protocol', 'access'],
      transport: 'tcp',
      protocol: 'kerberos',
    },
  ],
  ['ldap', { category: network, type: session, protocol: 'ldap' }],
  ['modbus', { category: network, type: session, transport: 'tcp', protocol: 'modbus' }],
  ['mysql', { category: ['network', 'database'], type: session, transport: 'tcp', protocol: 'mysql' }],
  ['notice', { kind: 'alert', category: ['intrusion_detection'], type: info }],
  [
    'ntlm',
    {
      category: ['network', 'authentication'],
      type: ['connection', 'info'],
      transport: 'tcp',
      protocol: 'ntlm',
    },
  ],
  ['ntp', { category: network, type: exchange, transport: 'udp', protocol: 'ntp' }],
  ['pe', { category: ['file'], type: info }],
  ['quic', { category: network, type: session, transport: 'udp', protocol: 'quic' }],
  [
    'radius',
    {
      category: ['network', 'authentication'],
      type: ['connection', 'info'],
      transport: 'udp',
      protocol: 'radius',
    },
  ],
  ['rdp', { category: network, type: ['protocol', 'info'], transport: 'tcp', protocol: 'rdp' }],
  ['rfb', { category: network, type: ['connection', 'info'], transport: 'tcp', protocol: 'rfb' }],
  ['signatures', { dataset: 'signature', kind: 'alert', category: network }],
  ['sip', { category: network, type: session, transport: 'udp', protocol: 'sip' }],
  ['smb_files', { category: ['network', 'file'], type: session, transport: 'tcp', protocol: 'smb' }],
  ['smb_mapping', { category: network, type: session, transport: 'tcp', protocol: 'smb' }],
  ['smtp', { category: network, type: session, transport: 'tcp', protocol: 'smtp' }],
  ['snmp', { category: network, type: session, transport: 'udp', protocol: 'snmp' }],
  ['socks', { category: network, type: session, transport: 'tcp', protocol: 'socks' }],
  ['software', { category: network, type: info }],
  ['ssh', { category: network, type: session, transport: 'tcp', protocol: 'ssh' }],
  ['ssl', { category: network, type: session, transport: 'tcp', protocol: 'tls' }],
  ['stats', { kind: 'metric' }],
  ['syslog', { protocol: 'syslog' }],
  ['traceroute', { category: network, type: info }],
  ['tunnel', { category: network, type: ['connection'] }],
  ['weird', { category: network, type: info }],
  ['wireguard', { category: network, type: session, transport: 'udp', protocol: 'wireguard' }],
  ['x509', { type: info }],
])

/**
 * Which log a record without `_path` is of: the first whose names it has all. Names that several logs share stand
 * after those that tell.
 */
export const signatures: readonly (readonly [log: string, ...names: string[]])[] = [
  ['notice', 'note'],
  ['conn', 'conn_state'],
  ['conn', 'history', 'uid', 'orig_pkts'],
  ['conn', 'uid', 'service', 'history'],
  ['dns', 'trans_id'],
  ['dns', 'qtype_name'],
  ['dns', 'rcode_name'],
  ['sip', 'call_id'],
  ['http', 'request_body_len'],
  ['http', 'method', 'uri'],
  ['ssh', 'auth_attempts'],
  ['ssh', 'host_key_alg'],
  ['ssh', 'client', 'server', 'version'],
  ['quic', 'client_initial_dcid'],
  ['ssl', 'ssl_history'],
  ['ssl', 'cert_chain_fuids'],
  ['ssl', 'established', 'resumed'],
  ['ssl', 'cipher'],
  ['x509', 'certificate.version'],
  ['x509', 'certificate.subject'],
  ['files', 'fuid', 'seen_bytes'],
  ['files', 'fuid', 'source'],
  ['intel', 'seen.indicator'],
  ['kerberos', 'request_type'],
  ['ntlm', 'username', 'domainname'],
  ['ntlm', 'server_nb_computer_name'],
  ['radius', 'username', 'result'],
  ['radius', 'framed_addr'],
  ['radius', 'tunnel_client'],
  ['ftp', 'command', 'reply_code'],
  ['ftp', 'command', 'user'],
  ['smtp', 'helo'],
  ['smtp', 'mailfrom'],
  ['socks', 'request_p'],
  ['tunnel', 'tunnel_type'],
  ['dhcp', 'msg_types'],
  ['dhcp', 'assigned_addr', 'mac'],
  ['rdp', 'security_protocol'],
  ['rdp', 'cookie'],
  ['snmp', 'get_requests'],
  ['syslog', 'facility', 'severity'],
  ['smb_mapping', 'share_type'],
  ['smb_files', 'times.modified'],
  ['dce_rpc', 'named_pipe'],
  ['mysql', 'cmd'],
  ['ntp', 'stratum'],
  ['dnp3', 'fc_request'],
  ['modbus', 'func'],
  ['irc', 'nick'],
  ['ldap', 'message_id'],
  ['wireguard', 'initiations'],
  ['rfb', 'share_flag'],
  ['dpd', 'failure_reason'],
  ['signatures', 'sig_id'],
  ['software', 'software_type'],
  ['pe', 'machine'],
  ['arp', 'orig_hw'],
  ['traceroute', 'src', 'dst', 'proto'],
  ['capture_loss', 'percent_lost'],
  ['stats', 'pkts_proc'],
  ['weird', 'name', 'peer'],
  ['weird', 'name', 'notice'],
]

const ends = 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p'
const conn =
  'proto service duration orig_bytes resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents'
const dns =
  'proto trans_id rtt query qclass qclass_name qtype qtype_name rcode rcode_name AA TC RD RA Z answers TTLs rejected'
const http =
  'trans_depth method host uri referrer version user_agent origin request_body_len response_body_len status_code status_msg info_code info_msg tags username password proxied orig_fuids orig_filenames orig_mime_types resp_fuids resp_filenames resp_mime_types'

/** The columns Zeek writes of itself, for tables that have lost their header: told by how many there are. */
export const defaultColumns: ReadonlyMap<number, { log: string; names: readonly string[] }> = new Map(
  [
    { log: 'conn', text: `${ends} ${conn}` },
    { log: 'conn', text: `${ends} ${conn} ip_proto` },
    { log: 'conn', text: `${ends} ${conn} orig_l2_addr resp_l2_addr` },
    { log: 'conn', text: `${ends} ${conn.replace(' local_orig local_resp', '')}` },
    { log: 'dns', text: `${ends} ${dns}` },
    { log: 'http', text: `${ends} ${http}` },
  ].map(({ log, text }) => {
    const names = text.split(' ')
    return [names.length, { log, names }]
  }),
)
