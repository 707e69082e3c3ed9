/** Numbers of `Acct-Terminate-Cause` (RFC 2866, 5.10). */
export const terminateCauses: ReadonlyMap<string, string> = new Map(
  [
    'User-Request',
    'Lost-Carrier',
    'Lost-Service',
    'Idle-Timeout',
    'Session-Timeout',
    'Admin-Reset',
    'Admin-Reboot',
    'Port-Error',
    'NAS-Error',
    'NAS-Request',
    'NAS-Reboot',
    'Port-Unneeded',
    'Port-Preempted',
    'Port-Suspended',
    'Service-Unavailable',
    'Callback',
    'User-Error',
    'Host-Request',
  ].map((name, i) => [String(i + 1), name]),
)

/** Numbers of `Tunnel-Type` (RFC 2868, 3.1, RFC 3580); the last is Microsoft's own. */
export const tunnelTypes: ReadonlyMap<string, string> = new Map([
  ['1', 'PPTP'],
  ['2', 'L2F'],
  ['3', 'L2TP'],
  ['6', 'AH'],
  ['7', 'IP-IP'],
  ['9', 'ESP'],
  ['10', 'GRE'],
  ['13', 'VLAN'],
  ['16777217', 'SSTP'],
])
