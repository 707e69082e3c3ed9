const rows: readonly (readonly [action: string, ids: string])[] = [
  ['flow-creation', '302020'],
  ['flow-expiration', '305012 302014 302016 302018 302021 302036 302304 302306 609001 609002'],
  ['client-vpn-connected', '113039 746012'],
  ['client-vpn-disconnected', '113019 746013'],
  ['client-vpn-error', '113029 113030 113031 113032 113033 113034 113035 113036 113037 113038 113040'],
  ['connection-started', '750002'],
  ['error', '750003 713901 713902 713904 713905 713906'],
  ['logged-in', '113004 113008 113009 113012 611101 734001'],
  ['logon-failed', '113005 113014 113021 605004 611102 716039'],
  ['vpn-pmtu-d', '602101'],
  ['', '434002 434004 602303 602304'],
]

/**
 * What Elastic's `cisco_ftd` integration calls the messages that have an action of their own, by message id; '' where
 * it is what the line says. Everything else is a `firewall-rule`.
 */
export const firepowerActions: ReadonlyMap<string, string> = new Map(
  rows.flatMap(([action, ids]) => ids.split(' ').map((id) => [id, action] as const)),
)
