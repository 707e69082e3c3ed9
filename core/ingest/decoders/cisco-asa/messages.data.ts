import type { Verdict } from './verdicts.ts'
import * as v from './verdicts.ts'

/** Ids that share a verdict and a text; of several texts the first that fits is read. */
interface MessageRow {
  ids: string
  verdict: Verdict
  texts: readonly string[]
}

function row(ids: string, verdict: Verdict, ...texts: string[]): MessageRow {
  return { ids, verdict, texts }
}

const source = '{in}:{src}/{sport}'
const target = '{out}:{dst}/{dport}'
/** An outbound connection names the destination first: the initiator is on the inside. */
const inbound = `${source} ({snat}/{snatport})[({suser})] to ${target} ({dnat}/{dnatport})[({duser})][ ({suser})]`
const outbound = `${target} ({dnat}/{dnatport})[({duser})] to ${source} ({snat}/{snatport})[({suser})][ ({suser})]`
const plain = `${source} ({snat}/{snatport}) to ${target} ({dnat}/{dnatport})`
const icmpFrom = 'faddr {src}/{}[({suser})][ ({suser})] gaddr {dnat}/{} laddr {dst}/{}[({duser})][ ({duser})]'
const icmpEnds = 'faddr {dst}/{}[({duser})][ ({duser})] gaddr {snat}/{} laddr {src}/{}[({suser})][ ({suser})]'
const botnet = `Dynamic {} {verdict} {}[ listed] {transport} traffic from ${plain}`
const icmpError =
  'No matching connection for ICMP error message: {transport} src {in}:{}[({suser})] dst {out}:{}[({duser})] (type {}, code {}) on {} interface.{}Original IP payload: {} src {src}[/{sport}] dst {dst}[/{dport}]'

/** `Group <g> User <u> IP <i> …`, also without angle brackets; the session messages of WebVPN and AnyConnect. */
const svc = ['Group <{group}> User <{user}> IP <{peer}>', 'Group {group} User {user} IP {peer}']
function session(rest: string): string[] {
  return [`Group <{group}> User <{user}> IP <{peer}> ${rest}`, `Group {group} User {user} IP {peer} ${rest}`]
}

/** `Group = g, Username = u, IP = i, …` of IKEv1; any of the three may be missing. */
function ike(rest: string): string[] {
  return [
    `Group = {group}, Username = {user}, IP = {peer}, ${rest}`,
    `Group = {group}, IP = {peer}, ${rest}`,
    `IP = {peer}, ${rest}`,
    `Group = {group}, ${rest}`,
    rest,
  ]
}

/** `Local: a:p Remote: b:p Username: u Group: g …` of IKEv2; its name may stand behind each of them. */
function ike2(rest: string): string[] {
  return ['', ' '].flatMap((blank) => {
    const ends = `Local:${blank}{gateway}:{} Remote:${blank}{peer}:{} Username:${blank}`
    return [
      `${ends}{user} IKEv2 Group:${blank}{group} IKEv2 ${rest}`,
      `${ends}{user} IKEv2 Group:${blank}{group} ${rest}`,
      `${ends}{user} Group:${blank}{group} IKEv2 ${rest}`,
      `${ends}{user} Group:${blank}{group} ${rest}`,
      `${ends}{user} IKEv2 ${rest}`,
      `${ends}{user} ${rest}`,
    ]
  })
}

/** 400000 to 400050, one a signature of the old intrusion detection. */
const ipsIds = Array.from({ length: 51 }, (_, i) => 400000 + i).join(' ')

/** After Cisco's "ASA Series Syslog Messages" guide and, for the classification, Elastic's `cisco_asa` integration. */
export const messageRows: readonly MessageRow[] = [
  // Access lists and refused packets
  row(
    '106001',
    v.denied,
    '{direction} {transport} connection denied from {src}/{sport} to {dst}/{dport} flags {} on interface {in}',
  ),
  row('106002', v.denied, '{transport} Connection denied by {direction} list {rule} src {src} dest {dst}'),
  row(
    '106006',
    v.denied,
    'Deny {direction} {transport} from {src}/{sport} to {dst}/{dport} on interface {in}',
  ),
  row(
    '106007',
    v.denied,
    'Deny {direction} {transport} from {src}/{sport} to {dst}/{dport} due to {protocol} {}',
  ),
  row(
    '106010',
    v.denied,
    'Deny {direction} protocol {transport} src {in}:{src}[/{sport}][ ({suser})] dst {out}:{dst}[/{dport}]',
    'Deny {direction} {transport} src {in}:{src}[/{sport}][({suser})][ ({suser})] dst {out}:{dst}[/{dport}]',
  ),
  row(
    '106011',
    v.denied,
    'Deny {direction} (No xlate) {transport} src {in}:{src}[/{sport}] dst {out}:{dst}[/{dport}]',
  ),
  row('106012', v.denied, 'Deny IP from {src} to {dst}, {reason}'),
  row('106013', v.info, 'Dropping echo request from {src} to PAT address {dst}'),
  row(
    '106014',
    v.denied,
    'Deny {direction} {transport} src {in}:{src}[({suser})][ ({suser})] dst {out}:{dst}',
  ),
  row(
    '106015',
    v.denied,
    'Deny {transport} (no connection) from {src}/{sport} to {dst}/{dport} flags {}on interface {in}',
  ),
  row('106016', v.denied, 'Deny IP spoof from ({src}) to {dst} on interface {in}'),
  row('106017', v.denied, 'Deny IP due to Land Attack from {src} to {dst}'),
  row(
    '106018',
    v.denied,
    '{transport} packet type {} denied by {direction} list {rule} src {src} dest {dst}',
  ),
  row('106020', v.denied, 'Deny IP teardrop fragment (size = {}, offset = {}) from {src} to {dst}'),
  row('106021', v.denied, 'Deny {transport} reverse path check from {src} to {dst} on interface {in}'),
  row('106022', v.denied, 'Deny {transport} connection spoof from {src} to {dst} on interface {in}'),
  row(
    '106023',
    v.denied,
    'Deny protocol {transport} src {in}:{src}[/{sport}][({suser})] dst {out}:{dst}[/{dport}]{}by access-group "{rule}"',
    'Deny {transport} src {in}:{src}[/{sport}][({suser})] dst {out}:{dst}[/{dport}]{}by access-group "{rule}"',
    'Deny {transport} src {in}:{src}[/{sport}] ({suser}) dst {out}:{dst}[/{dport}]{}by access-group "{rule}"',
  ),
  row('106027', v.denied, '{}Deny src {src} dst {dst} by access-group "{rule}"'),
  row(
    '106100',
    v.info,
    'access-list {rule} {verdict} {transport} {in}/{src}({sport}){}-> {out}/{dst}({dport})[({duser})]',
  ),
  row(
    '106102 106103',
    v.info,
    'access-list {rule} {verdict} {transport} for user {user} {in}/{src}({sport}){}-> {out}/{dst}({dport})',
  ),
  row(
    '110002 110003',
    v.dropped,
    '{reason} for {protocol} from {in}:{src}/{sport} to {dst}/{dport}',
    'Routing failed to locate next hop for {protocol} from {in}:{src}/{sport} to {out}:{dst}/{dport}',
  ),
  row(
    '201010 201011',
    v.info,
    '{} connection limit exceeded {} for {} packet from {src}/{sport} to {dst}/{dport} on interface {in}',
  ),
  row(
    '209005',
    v.info,
    'Discard IP fragment set with more than {} elements:  src = {src}, dest = {dst}, {reason}',
  ),
  row('313001 313008', v.denied, 'Denied {transport} type={}, code={} from {src} on interface {in}'),
  row(
    '313004',
    v.denied,
    'Denied {transport} type={}, from{}addr {src} on interface {in} to {dst}: no matching session',
  ),
  row('313005', v.info, icmpError),
  row('313009', v.denied, `Denied invalid {transport} code {}, for ${plain}`),
  row('322001', v.denied, 'Deny MAC address {mac}, possible spoof attempt on interface {in}'),
  row(
    '322002 322003',
    v.denied,
    'ARP inspection check failed for arp {} received from host {mac} on interface {in}',
  ),
  row('210007', v.info, `LU allocate xlate failed for {} {protocol} translation from ${plain}`),
  row('401004', v.info, 'Shunned packet: {src} ==> {dst} on interface {out}'),
  row(ipsIds, v.info, 'IPS:{} {rule} from {src} to {dst} on interface {in}'),
  row('419002', v.info, `Duplicate {protocol} SYN from ${source} to ${target} {reason}`),
  row('434002', v.inspectionDrop, `SFR requested to drop {protocol} packet from ${source} to ${target}`),
  row(
    '434004',
    v.bypassed,
    `SFR requested {} to bypass further packet redirection and process {protocol} flow from ${source} to ${target} locally`,
  ),
  row(
    '500004',
    v.info,
    'Invalid transport field for protocol={transport}, from {src}/{sport} to {dst}/{dport}',
  ),
  row(
    '507003',
    v.info,
    `{transport} flow from ${source} to ${target} terminated by inspection engine, reason - {reason}`,
  ),
  row('710001', v.info, `{transport} access requested from {src}/{sport} to ${target}`),
  row('710002', v.info, `{transport} access permitted from {src}/{sport} to ${target}`),
  row('710003', v.denied, `{transport} access denied by ACL from {src}/{sport} to ${target}`),
  row('710004', v.info, `{transport} connection limit exceeded from {src}/{sport} to ${target}`),
  row('710005', v.dropped, `{transport} request discarded from {src}/{sport} to ${target}`),
  row('710006', v.info, '{transport} request discarded from {src} to {out}:{dst}'),

  // Connections and translations
  row(
    '302013 302015 302017',
    v.built,
    `Built {direction=inbound} {transport} connection {flow} for ${inbound}`,
    `Built {direction=outbound} {transport} connection {flow} for ${outbound}`,
    `Built {direction=inbound} {transport} connection {flow} from ${inbound}`,
    `Built {direction=outbound} {transport} connection {flow} from ${outbound}`,
    `Built {direction} {transport} connection {flow} for ${inbound}`,
  ),
  row(
    '302014 302016 302018 302036 302304 302306',
    v.flowEnd,
    `Teardown {transport} connection {flow} for ${source}[({suser})] to ${target}[({duser})] duration {duration} bytes {bytes}[ {reason}]`,
    `Teardown {transport} state-bypass connection {flow} from ${source}[({suser})] to ${target}[({duser})] duration {duration} bytes {bytes}[ {reason}]`,
    `Teardown {transport} connection {flow} from ${source}[({suser})] to ${target}[({duser})] duration {duration} bytes {bytes}[ {reason}]`,
    `Teardown {transport} connection {flow} for ${source} {suser} to ${target} {duser} duration {duration} bytes {bytes}[ {reason}]`,
    `Teardown {transport} connection {flow} for ${source}[ ({suser})] to ${target}[ ({duser})] duration {duration} bytes {bytes}[ {reason}]`,
  ),
  row(
    '302020',
    v.flowStart,
    // The one outside began an inbound exchange.
    `Built {direction=inbound} {protocol} connection for ${icmpFrom}`,
    `Built {direction} {protocol} connection for ${icmpEnds}`,
    `Built {protocol} connection for ${icmpEnds}`,
  ),
  row('302021', v.flowEnd, `Teardown {transport} connection for ${icmpEnds}`),
  row('302022 302024 302026', v.info, `Built {} stub {transport} connection for ${source} {} to ${target}`),
  row(
    '302023 302025 302027',
    v.info,
    `Teardown stub {transport} connection for ${source} to ${target} duration {duration} forwarded bytes {bytes}[ {reason}]`,
  ),
  row(
    '302033',
    v.info,
    `Pre-allocated {protocol} GUP Connection for faddr {dst}/{dport} to laddr {src}/{sport}`,
  ),
  row('302303 302305', v.info, `Built {transport} state-bypass connection {flow} from ${inbound}`),
  row('303002', v.info, `{protocol} connection from ${source} to ${target}, user {user} {} file {file}`),
  row(
    '304001',
    v.allowed,
    '{webclient} Accessed URL {webserver}:{url}',
    '{webclient} Accessed {} URL {webserver}:{url}',
  ),
  row(
    '304002',
    v.denied,
    'Access denied URL {url} SRC {src} DEST {dst} on interface {in}',
    'Access denied URL {url} SRC {src} EST {dst} on interface {in}',
  ),
  row(
    '305005',
    v.info,
    'No translation group found for {transport} src {in}:{src}[/{sport}][({suser})] dst {out}:{dst}[/{dport}]',
  ),
  row(
    '305006',
    v.info,
    '{} translation creation failed for {transport} src {in}:{src}[/{sport}][({suser})] dst {out}:{dst}[/{dport}]',
  ),
  row('305011', v.info, `Built {} {transport} translation from ${source}[({suser})] to ${target}`),
  row(
    '305012',
    v.flowEnd,
    `Teardown {} {transport} translation from ${source}[({suser})][ ({suser})] to ${target} duration {duration}`,
  ),
  row(
    '305013',
    v.info,
    `Asymmetric NAT rules matched for forward and reverse flows; Connection for {transport} src {in}:{src}[/{sport}][({suser})] dst {out}:{dst}[/{dport}] denied due to NAT reverse path failure`,
  ),
  row(
    '338001 338002 338003 338004 338005 338006 338007 338008 338101 338102 338103 338104 338201 338202 338203 338204',
    v.info,
    botnet,
  ),
  row('338301', v.info, `Intercepted DNS reply for domain {} from ${source} to ${target}, matched {rule}`),
  row(
    '607001',
    v.info,
    'Pre-allocate {protocol=SIP} {} secondary channel for {out}:{dst}/{dport} to {in}:{src} from {} message',
  ),
  row('609001', v.flowEnd, 'Built local-host {in}:{src}'),
  row('609002', v.flowEnd, 'Teardown local-host {in}:{src} duration {duration}'),
  row('733100 733104 733105', v.info, '[{}] drop {rule} exceeded. {reason}'),
  row('733101', v.info, '{} {src} {}'),
  row('733102 733103', v.info, 'Threat-detection {} host {src} {} shun list'),
  row('805001', v.info, `Offloaded {transport} Flow for connection {flow} from ${plain}`),
  row('805002', v.info, `{transport} Flow is no longer offloaded for connection {flow} from ${plain}`),

  // The cut-through proxy (109), which authenticates a person at the firewall
  row(
    '109001',
    v.info,
    "Auth start for user '{user}' from {src}/{sport} to {dst}/{dport}",
    'Auth start for user {user} from {src}/{sport} to {dst}/{dport}',
  ),
  row(
    '109002 109003 109010',
    v.info,
    'Auth from {src}/{sport} to {dst}/{dport} failed ({}) on interface {in}',
  ),
  row(
    '109005 109007',
    v.info,
    "{} {} for user '{user}' from {src}/{sport} to {dst}/{dport} on interface {in}",
    '{} {} for user {user} from {src}/{sport} to {dst}/{dport} on interface {in}',
  ),
  row(
    '109006 109008',
    v.vpnRejected,
    "{} {} for user '{user}' from {src}/{sport} to {dst}/{dport} on interface {in}",
    '{} {} for user {user} from {src}/{sport} to {dst}/{dport} on interface {in}',
  ),
  row('109011', v.info, "Authen Session Start: user '{user}', sid {session}"),
  row('109012', v.info, "Authen Session End: user '{user}', sid {session}, elapsed {duration} seconds"),
  row('109017', v.info, 'User at {src} exceeded auth proxy connection limit'),
  row(
    '109023',
    v.info,
    'User from {src}/{sport} to {dst}/{dport} on interface {in} must authenticate before using this service',
  ),
  row(
    '109024',
    v.info,
    'Authorization denied from {src}/{sport} to {dst}/{dport} (not authenticated) on interface {in} using {protocol}',
  ),
  row(
    '109025',
    v.info,
    "Authorization denied (acl={rule}) for user '{user}' from {src}/{sport} to {dst}/{dport} on interface {in} using {protocol}",
  ),
  row('109033 109034', v.info, 'Authentication failed for {} user {user} from {src}. {reason}'),
  row(
    '109201 109202 109204 109207 109210',
    v.info,
    'UAUTH: Session={session}, User={user}, Assigned IP={assigned}, {reason}',
    'UAUTH Session {session}, User {user}, Assigned IP {assigned}, {reason}',
  ),

  // AAA (113)
  row('113003', v.info, 'AAA group policy for user {user} is being set to {group}'),
  row('113004', v.attempted, 'AAA user {aaa} Successful{}: server ={aaa-server}ser = {username}'),
  row(
    '113005',
    v.rejected,
    'AAA user {} Rejected{}: reason = {reason}: server ={aaa-server}: user ={user}: user IP = {peer}',
    'AAA user {} Rejected{}: reason = {reason}: server ={aaa-server}: user ={username}',
  ),
  row(
    '113015',
    v.rejected,
    'AAA user {} Rejected{}: reason = {reason}: local database{}: user ={user}: user IP = {peer}',
    'AAA user {} Rejected{}: reason = {reason}: local database{}: user ={username}',
  ),
  row(
    '113016 113017',
    v.rejected,
    'AAA credentials rejected{}: reason = {reason}: server ={aaa-server}: user ={user}: user IP = {peer}',
    'AAA credentials rejected{}: reason = {reason}: local database{}: user ={user}: user IP = {peer}',
    'AAA credentials rejected{}: reason = {reason}: server ={aaa-server}: user ={username}',
    'AAA credentials rejected{}: reason = {reason}: local database{}: user ={username}',
  ),
  row(
    '113006',
    v.rejected,
    'User {user} locked out on exceeding {} successive failed authentication attempts',
  ),
  row('113007', v.info, 'User {user} unlocked by {}'),
  row('113008', v.info, 'AAA transaction status ACCEPT{}: user = {username}'),
  row(
    '113009 113011',
    v.info,
    'AAA retrieved {} group policy ({group}) for user = {username}',
    'AAA retrieved {} group policy {group} for user {username}',
    'AAA retrieved user specific group policy {group} for user {username}',
  ),
  row('113010', v.challenged, 'AAA challenge received for user {user} from server {dst}'),
  row('113012', v.attempted, 'AAA user authentication Successful{}: local database{}: {}ser = {username}'),
  row('113013', v.info, 'AAA unable to complete the request Error{}: reason = {} : user = {username}'),
  row('113014', v.info, 'AAA authentication server not accessible{}: server = {dst}{}: user = {username}'),
  row(
    '113019',
    v.vpnDisconnected,
    'Group = {group}, Username = {user}, IP = {disconnected}, Session disconnected. Session Type: {tunnel}, Duration: {session-duration}, Bytes xmt: {xmt}, Bytes rcv: {rcv}, Reason: {disconnect-reason}',
  ),
  row(
    '113021',
    v.logonFailed,
    'Attempted console login failed. User {user} did NOT have appropriate Admin Rights',
  ),
  row('113022 113023', v.info, 'AAA Marking {protocol} server {dst} in aaa-server group {}'),
  row(
    '113024',
    v.info,
    'Group {group}: Authenticating {} connection from {peer} with username, {user}, from {certificate} certificate',
    'Group <{group}>: Authenticating {} connection from {peer} with username, {user}, from {certificate} certificate',
  ),
  row(
    '113025',
    v.vpnRejected,
    'Group <{group}>: {} Could not authenticate {} connection from {peer}',
    'Group {group}: {} Could not authenticate {} connection from {peer}',
  ),
  row('113029 113030 113031 113032 113033 113035 113036 113038', v.vpnRefused, ...session('{reason}')),
  row('113034', v.vpnError, ...session('{reason}')),
  row('113037', v.vpnRefused),
  row('113039', v.vpnConnected, ...session('{reason}')),
  row(
    '113040',
    { ...v.vpnRefused, action: 'client-vpn-disconnected', type: ['connection', 'end'] },
    ...session('{reason}'),
    'Terminating the VPN connection attempt from {group}. Reason: {reason}',
  ),
  row(
    '113042',
    v.info,
    `CoA: Non-HTTP connection from ${source} to ${target} for user {user} at {peer} denied by redirect filter`,
  ),
  row('113045', v.info, 'AAA SDI server {dst} in aaa-server group {}: {reason}'),

  // IPsec and IKEv1 (602, 713)
  row(
    '602303',
    v.saCreated,
    'IPSEC: An {direction} {tunnel} SA (SPI= {}) between {src} and {dst} (user= {user}) has been created',
  ),
  row(
    '602304',
    v.saDeleted,
    'IPSEC: An {direction} {tunnel} SA (SPI= {}) between {src} and {dst} (user= {user}) has been deleted',
  ),
  row('713049', v.vpnUpdate, ...ike('Security negotiation complete {reason}')),
  row('713050', v.vpnUpdate, ...ike('Connection terminated for peer {}. Reason: {disconnect-reason}')),
  row('713052', v.vpnAccepted, ...ike('User ({user}) authenticated')),
  row('713119', { ...v.vpnStart, outcome: 'success' }, ...ike('PHASE 1 COMPLETED')),
  row('713120', { ...v.vpnUpdate, outcome: 'success' }, ...ike('{reason} (msgid={})')),
  row('713123', v.vpnUpdate, ...ike('{disconnect-reason}')),
  row('713166 713167', v.vpnRejected, ...ike('{reason}')),
  row('713198', v.vpnRejected, ...ike('User Authorization failed: {user} {reason}')),
  row(
    '713184',
    v.vpnUpdate,
    ...ike('Client Type: {client-os}  Client Application Version: {client-version}'),
    ...ike('Client Type: {client-os} Client Application Version: {client-version}'),
  ),
  row('713228', v.vpnAssign, ...ike('Assigned private IP address {assigned} to remote user')),
  row('713259', v.vpnUpdate, ...ike('Session is being torn down. Reason: {disconnect-reason}')),
  row('713901 713902 713904 713905 713906', v.failure, ...ike('{reason}')),
  row('713903', v.infoFailure, ...ike('{reason}')),

  row('713202', v.info, 'IP = {peer}, {reason} packet.'),
  row(
    '602101',
    { ...v.info, action: 'vpn-pmtu-d' },
    'PMTU-D packet {sent} bytes greater than effective mtu {}, dest_addr={dst}, src_addr={src}, prot={protocol}',
  ),

  // WebVPN and AnyConnect (716, 721, 722, 725)
  row('716001', v.vpnStart, ...session('WebVPN session started')),
  row('716002', v.vpnEnd, ...session('WebVPN session terminated: {disconnect-reason}')),
  row('716003', v.vpnUpdate, ...session('WebVPN access GRANTED: {url}')),
  row('716004', v.vpnUpdate, ...session('WebVPN access DENIED {}: {url}'), ...session('{reason}')),
  row(
    '716038',
    v.vpnAccepted,
    ...session('Authentication: successful, Session Type: {tunnel}'),
    'Authentication: successful, group = {group} user = {user}, Session Type: {tunnel}',
  ),
  row(
    '716039',
    v.rejected,
    ...session('Authentication: rejected, Session Type: {tunnel}'),
    'Authentication: rejected, group = {group} user = {user} , Session Type: {tunnel}',
    'Authentication: rejected, group = {group} user = {user}, Session Type: {tunnel}',
  ),
  row('716055', v.vpnUpdate, ...session('{reason}')),
  row('716057', v.vpnRejected, ...session('{reason}')),
  row('716058 716059', v.vpnUpdate, ...session('{reason}')),
  row('716060', v.vpnEnd, ...session('{disconnect-reason}')),
  row('721016 721018', v.info, '({}) WebVPN session for client user {user}, IP {peer} has been {reason}'),
  row('722022', v.vpnStart, ...session('{transport} SVC connection established {reason}')),
  row('722033', v.vpnStart, ...session('First {transport} SVC connection established for SVC session')),
  row('722023 722028 722032 722034', v.vpnUpdate, ...session('{reason}')),
  row(
    '722037',
    v.vpnUpdate,
    ...session('SVC closing connection: {disconnect-reason}'),
    ...session('{disconnect-reason}'),
  ),
  row(
    '722051',
    v.vpnAssign,
    ...session('IPv4 Address <{assigned}>'),
    ...session('IPv4 Address {assigned}'),
    ...session('Address <{assigned}>'),
    ...session('Address {assigned}'),
  ),
  row('722055', v.vpnUpdate, ...session('Client Type: {client}')),
  row('722053', v.vpnUpdate, ...session('{reason}')),
  row(
    '725002',
    { ...v.info, outcome: 'success' },
    'Device completed SSL handshake with server {out}:{dst}/{dport} to {src}/{sport} for {tls} session',
    'Device completed SSL handshake with server {out}:{dst}/{dport} for {tls} session',
    'Device completed SSL handshake with {} {in}:{src}/{sport} to {dst}/{dport} for {tls} session',
    'Device completed SSL handshake with {} {in}:{src}/{sport} for {tls} session',
    'Device completed SSL handshake with {} {in}:{src}/{sport} {reason}',
  ),
  row(
    '725006',
    v.infoFailure,
    'Device failed SSL handshake with {} {in}:{src}/{sport} to {dst}/{dport} {reason}',
    'Device failed SSL handshake with {} {in}:{src}/{sport}[ {reason}]',
  ),
  row(
    '725001 725003 725007',
    v.info,
    '{} with {} {in}:{src}/{sport} to {dst}/{dport} {reason}',
    '{} with {} {in}:{src}/{sport} {reason}',
  ),
  row('725016', v.info, 'Device selects trust-point {} for {} {in}:{src}/{sport} to {dst}/{dport}'),

  // Access policies, leases, IKEv2 (734, 737, 746, 750, 751)
  row(
    '734001',
    { ...v.loggedIn, step: 'update' },
    'DAP: User {user}, Addr {peer}, Connection {tunnel}: {reason}',
  ),
  row(
    '734002',
    v.vpnRejected,
    'DAP: User {user}, Addr {peer}: Connection terminated by the following DAP records: {reason}',
    'DAP: User {user}, Addr {peer}: {reason}',
  ),
  row(
    '734003',
    { ...v.info, step: 'update' },
    'DAP: User {user}, Addr {peer}: Session Attribute endpoint.device.hostname{}= {device-name}',
    'DAP: User {user}, Addr {peer}: Session Attribute endpoint.device.hostname={device-name}',
    'DAP: User {user}, Addr {peer}: Session Attribute endpoint.anyconnect.deviceuniqueid{}= {device-id}',
    'DAP: User {user}, Addr {peer}: Session Attribute endpoint.anyconnect.deviceuniqueid={device-id}',
    'DAP: User {user}, Addr {peer}: {reason}',
  ),
  row(
    '737016',
    v.info,
    'IPAA: Session={session}, Freeing local pool {} address {assigned}',
    'IPAA: Freeing local pool {} address {assigned}',
  ),
  row(
    '737026',
    v.info,
    'IPAA: Session={session}, Client assigned {assigned} from local pool {}',
    'IPAA: Client assigned {assigned} from local pool {}',
  ),
  row('737003 737005 737006 737034', v.info, 'IPAA: Session={session}, {reason}', 'IPAA: {reason}'),
  row('746012', v.vpnAssign, 'user-identity: Add IP-User mapping {assigned} - {user} Succeeded - {reason}'),
  row('746013', v.info, 'user-identity: Delete IP-User mapping {assigned} - {user} Succeeded - {reason}'),
  row(
    '750002',
    v.ikeStart,
    // The request was received: who is remote began.
    'Local:{dst}:{dport} Remote:{src}:{sport} Username:{user} IKEv2 {reason}',
    'Local:{dst}:{dport} Remote:{src}:{sport} Username:{user} {reason}',
  ),
  row(
    '750003',
    { ...v.ikeError, outcome: 'failure' },
    'Local:{dst}:{dport} Remote:{src}:{sport} Username:{user} IKEv2 {reason}',
    'Local:{dst}:{dport} Remote:{src}:{sport} Username:{user} {reason}',
  ),
  row('750006', v.vpnStart, ...ike2('SA UP. Reason: {reason}')),
  row('750007', v.vpnEnd, ...ike2('SA DOWN. Reason: {disconnect-reason}')),
  row('751011', v.vpnRejected, ...ike2('{reason}')),
  row('751025', v.vpnAssign, ...ike2('IPv4 Address={assigned} IPv6 address={} assigned to session')),
  row('751026', v.vpnUpdate, ...ike2('Client OS: {client-os} Client: {client-version}')),

  // Administration (111, 308, 315, 502, 605, 606, 611)
  row('111001 111003', v.info, 'Begin configuration: {src} {reason}', '{src} {reason}'),
  row('111004 111005', v.info, '{src} end configuration: {configured}'),
  row('111007', v.info, 'Begin configuration: {src} {reason}'),
  row('111008', v.info, "User '{user}' executed the {}", 'User {user} executed the {}'),
  row('111009', v.info, "User '{user}' executed cmd: {reason}"),
  row('111010', v.info, "User '{user}', running '{}' from IP {src}, executed {reason}"),
  row(
    '308001',
    v.info,
    'console enable password incorrect for {} tries (from {src})',
    '{} console enable password incorrect for {} tries (from {src})',
  ),
  row(
    '315011',
    v.info,
    'SSH session from {src} on interface {in} for user {user} disconnected by SSH server, reason: {reason}',
  ),
  row(
    '502101 502102',
    v.info,
    'New user added to local dbase: Uname: {user} Priv: {}',
    'User deleted from local dbase: Uname: {user} Priv: {}',
  ),
  row('502103', v.info, 'User priv level changed: Uname: {user} From: {} To: {}'),
  row(
    '502111 502112',
    v.info,
    '{} group policy {}: name: {group} Type: {}',
    'Group policy deleted: name: {group} Type: {}',
  ),
  row(
    '605004',
    v.rejected,
    'Login denied from {src}/{sport} to {out}:{dst}/{protocol} for user {username}',
    'Login denied from serial to console for user {username}',
  ),
  row(
    '605005',
    v.allowed,
    'Login permitted from {src}/{sport} to {out}:{dst}/{protocol} for user {username}',
    'Login permitted from serial to console for user {username}',
  ),
  row('606001 606002', v.info, 'ASDM session number {} from {src} {reason}'),
  row(
    '611101',
    v.loggedIn,
    'User authentication succeeded: IP address: {src}, Uname: {username}',
    'User authentication succeeded: Uname: {username}',
  ),
  row(
    '611102',
    v.logonFailed,
    'User authentication failed: IP address: {src}, Uname: {username}',
    'User authentication failed: Uname: {username}',
  ),
  row('611103', v.info, 'User logged out: Uname: {username}'),
]

/** Tried where an id has no text of its own, or none fits: who and where stand in the same places in all of these. */
export const familyTexts: readonly (readonly [prefix: string, texts: readonly string[]])[] = [
  ['Group = ', ike('{reason}').slice(0, 2)],
  ['Group ', svc],
  ['IP = ', ['IP = {peer}, {reason}']],
  ['Local:', ike2('{reason}')],
]
