/** What Elastic's `cisco_meraki` integration makes of a kind of record, besides `network` and `info`. */
interface MerakiKind {
  action?: string
  category?: readonly string[]
  type?: readonly string[]
}

const threat = ['threat']
const authentication = ['authentication']
const indicator = ['indicator']
const refused = ['end', 'denied']

/** Syslog records by type and subtype. A subtype that is not here is its own action. */
export const merakiKinds: ReadonlyMap<string, MerakiKind> = new Map<string, MerakiKind>([
  [
    'vpn_connectivity_change',
    { action: 'vpn-connectivity-change', category: ['session'], type: ['connection'] },
  ],
  ['dhcp_offer', { action: 'dhcp-offer', type: ['access', 'allowed'] }],
  ['dhcp_no_offer', { action: 'dhcp-no-offer', type: ['access', 'denied'] }],
  ['site_to_site_vpn', { action: 'site-to-site-vpn', type: ['access'] }],
  [
    'client_vpn_connect',
    { action: 'site-to-site-vpn', category: ['session'], type: ['access', 'allowed', 'start'] },
  ],
  [
    'anyconnect_vpn_auth_success',
    { action: 'anyconnect-vpn-auth-success', category: authentication, type: ['allowed'] },
  ],
  [
    'anyconnect_vpn_auth_failure',
    { action: 'anyconnect-vpn-auth-failure', category: authentication, type: ['denied'] },
  ],
  ['ip_session_initiated', { action: 'ip-session-initiated', type: ['access', 'start'] }],
  ['flow_allowed', { action: 'layer3-firewall-allowed-flow', type: ['connection', 'start'] }],
  ['flow_denied', { action: 'layer3-firewall-denied-flow', type: ['access', 'denied'] }],
  ['http_access', { action: 'http-access', category: ['web'], type: ['access'] }],
  ['http_access_error', { action: 'http-access-error', category: ['web'], type: ['error'] }],
  ['ids_alerted', { action: 'ids-signature-matched', category: threat, type: indicator }],
  [
    'security_filtering_file_scanned',
    { action: 'malicious-file-actioned', category: ['threat', 'malware'], type: indicator },
  ],
  [
    'security_filtering_disposition_change',
    {
      action: 'issued-retrospective-malicious-disposition',
      category: ['threat', 'malware'],
      type: indicator,
    },
  ],
  ['association', { action: 'wifi-association-request', type: ['access', 'connection'] }],
  [
    'disassociation',
    { action: 'wifi-disassociation-request', category: ['session'], type: ['access', 'end'] },
  ],
  ['wpa_auth', { action: 'wifi-wpa-authentication', category: authentication, type: ['start', 'access'] }],
  ['wpa_deauth', { action: 'wifi-wpa-failed-auth-or-deauth', category: authentication, type: refused }],
  [
    '8021x_eap_failure',
    { action: 'wifi-8021x-failed-authentication-attempt', category: authentication, type: refused },
  ],
  ['8021x_deauth', { action: 'wifi-8021x-failed-auth-or-deauth', category: authentication, type: refused }],
  ['8021x_eap_success', { action: 'wifi-8021x-auth', category: authentication, type: ['start'] }],
  ['splash_auth', { action: 'splash-authentication', category: authentication, type: ['start'] }],
  ['device_packet_flood', { action: 'wireless-packet-flood-detected', category: threat, type: indicator }],
  ['rogue_ssid_detected', { action: 'rogue-ssid-detected', category: threat, type: indicator }],
  ['ssid_spoofing_detected', { action: 'ssid-spoofing-detected', category: threat, type: indicator }],
  ['multiple_dhcp_servers_detected', { type: ['protocol'] }],
  ['dfs_event', { action: 'dynamic-frequency-selection-detected' }],
  ['aps_association_reject', { action: 'association-rejected-for-load-balancing' }],
])

const configuration = ['configuration']
const intrusion = ['threat', 'intrusion_detection']

/** Alerts of the dashboard (webhooks) by `alertTypeId`; the action is the alert's title. */
export const merakiAlerts: ReadonlyMap<string, MerakiKind> = new Map<string, MerakiKind>([
  ['started_reporting', { type: ['start'] }],
  ['stopped_reporting', { type: ['end'] }],
  ['foreign_ap', { category: intrusion, type: indicator }],
  ['bluetooth_in', { type: ['start'] }],
  ['bluetooth_out', { type: ['end'] }],
  ['port_cable_error', { type: ['connection'] }],
  ['node_hardware_failure', { category: ['host'], type: ['end'] }],
  ['cellular_up', { type: ['start'] }],
  ['cellular_down', { type: ['end'] }],
  ['umbrella_expiring', { category: configuration }],
  ['ip_conflict', { type: ['protocol'] }],
  ['rogue_ap_association', { category: threat, type: indicator }],
  ['client_connectivity', { category: ['session'], type: ['connection'] }],
  ['pcc_security_compliance', { category: configuration }],
  ['pcc_security_violation', { category: ['configuration', 'threat'], type: ['change', 'indicator'] }],
  ['pcc_outage_end', { category: ['host'], type: ['connection'] }],
  ['pcc_enrollment', { category: ['session'], type: ['connection', 'start'] }],
  ['geofencing_out', { type: ['connection'] }],
  ['pcc_outage_begin', { category: ['host'], type: ['connection', 'end'] }],
  ['dhcp_no_leases', { type: ['connection', 'denied', 'protocol'] }],
  ['vrrp', { category: configuration, type: ['change'] }],
  ['pcc_expired_apns_cert', { category: authentication }],
  ['amp_malware_blocked', { category: intrusion, type: ['indicator', 'denied'] }],
  ['amp_malware_detected', { category: intrusion, type: ['indicator', 'allowed'] }],
  ['pcc_sw_found', { category: ['host', 'configuration'], type: ['change'] }],
  ['pcc_unmanaged', { category: ['configuration', 'iam'], type: ['change', 'deletion'] }],
  ['dhcp_alerts', { type: ['protocol'] }],
  ['power_supply_up', { type: ['start'] }],
  ['power_supply_down', { category: ['host'], type: ['end'] }],
  ['unreachable_radius_server', { category: authentication, type: refused }],
  ['rogue_ap', { category: threat, type: indicator }],
  ['rogue_dhcp', { category: threat, type: indicator }],
  ['settings_changed', { category: configuration, type: ['change'] }],
  ['port_connected', { type: ['connection'] }],
  ['port_disconnected', { type: ['end'] }],
  ['port_speed_change', { category: configuration, type: ['change', 'protocol'] }],
  ['udld_error', { type: ['connection', 'end'] }],
  ['uplink_ip6_conflict', { type: ['protocol'] }],
])
