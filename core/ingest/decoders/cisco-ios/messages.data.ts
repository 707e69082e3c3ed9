import type { Verdict } from './verdict.ts'

/** Mnemonics, with their facility where another has the same, that share a verdict and texts; the first that fits is read. */
interface IosMessage {
  names: string
  verdict?: Verdict
  texts: readonly string[]
}

const ends = '{src}({sport}) {}-> {dst}({dport}), {packets} packet'
const bare = '{src} {}-> {dst}'
const gateway = 'vw_ctx: {group} vw_gw: {} remote_ip: {peer} user_name: {user}, {reason}'
const easyVpn = [
  '({}) {}User={user} {}Group={group} {}Client_public_addr={peer} {}Server_public_addr={gateway}[ {}Assigned_client_addr={assigned}]',
  '({}) {}User={user} {}Client_public_addr={peer} {}Server_public_addr={gateway}[ {}Assigned_client_addr={assigned}]',
]
const login = '{} [[user: {user}] [[Source: {src}] [[localport: {dport}]'

/** After Cisco's system message guides and, for the field names, Elastic's `cisco_ios` integration. */
export const iosMessages: readonly IosMessage[] = [
  // Access lists, for IPv4 and IPv6
  { names: 'IPACCESSLOGP ACCESSLOGP', texts: [`list {rule} {decision} {transport} ${ends}`] },
  {
    names: 'IPACCESSLOGDP ACCESSLOGDP',
    texts: [`list {rule} {decision} {transport} ${bare} ({}/{}), {packets} packet`],
  },
  { names: 'IPACCESSLOGRP', texts: [`list {rule} {decision} {transport} ${bare}, {packets} packet`] },
  {
    names: 'IPACCESSLOGSP',
    texts: [`list {rule} {decision} {transport} ${bare} ({}), {packets} packet`],
  },
  { names: 'ACCESSLOGSP', texts: [`list {rule} {decision} {} ${bare}, {packets} packet`] },
  {
    names: 'IPACCESSLOGNP ACCESSLOGNP',
    texts: [`list {rule} {decision} {iana} ${bare}, {packets} packet`],
  },
  {
    names: 'IPACCESSLOGS',
    texts: ['list {rule} {decision} {src} {packets} packet'],
  },

  // The firewall and intrusion prevention of IOS
  {
    names: 'SESS_AUDIT_TRAIL',
    texts: [
      '{}top {protocol} session: initiator ({src}:{sport}) sent {sent} bytes -- responder ({dst}:{dport}) sent {received} bytes',
    ],
  },
  { names: 'SESS_AUDIT_TRAIL_START', texts: ['{}initiator ({src}:{sport}) -- responder ({dst}:{dport})'] },
  {
    names: 'DROP_PKT',
    texts: [
      'Dropping {protocol} {} from {in} {src}:{sport} {}> {dst}:{dport}',
      'Dropping {protocol} {} {src}:{sport} {dst}:{dport} ',
    ],
  },
  { names: 'SIGNATURE', texts: ['Sig:{} Subsig:{} Sev:{} {rule} [[{src}:{sport} -> {dst}:{dport}]'] },
  {
    names: 'BADAUTH',
    texts: [
      '{} MD5 digest from {src}({sport}) to {dst}({dport})',
      '{} MD5 digest from {src}:{sport} to {dst}:{dport}',
    ],
  },
  {
    names: 'INVALID_RP_JOIN',
    verdict: { action: 'multicast-join', outcome: 'failure', reason: 'Invalid RP' },
    texts: ['Received ({}, {}) {} from {src} for {} {dst}'],
  },

  // Logins at the device
  { names: 'LOGIN_SUCCESS', verdict: { login: true, outcome: 'success' }, texts: [login] },
  {
    names: 'LOGIN_FAILED',
    verdict: { login: true, outcome: 'failure' },
    texts: [`${login} [[Reason: {cause}]`, login],
  },
  {
    names: 'QUIET_MODE_ON',
    verdict: { category: ['authentication', 'network'], outcome: 'failure', action: 'quiet-mode-on' },
    texts: [
      `Still timeleft for watching failures is {} secs, [[user: {user}] [[Source: {src}] [[localport: {dport}] [[Reason: {cause}]`,
    ],
  },
  {
    names: 'SYS/LOGOUT',
    verdict: { action: 'logout' },
    texts: ['User {user} has {} session {}({src})'],
  },
  {
    names: 'CONFIG_I',
    verdict: { category: ['configuration', 'network'], action: 'configured' },
    texts: [
      'Configured from {} by {user} on {} ({src})',
      'Configured from {src} by snmp',
      'Configured from {} by console',
      'Configured from {} by {user}',
    ],
  },
  {
    names: 'CFGLOG_LOGGEDCMD',
    verdict: { category: ['configuration', 'network'], type: ['change'], action: 'command' },
    texts: ['User:{user}  logged command:{reason}', 'User:{user} logged command:{reason}'],
  },
  {
    names: 'SSH2_SESSION SSH_SESSION',
    texts: [
      "{} Session request from {src} (tty = {}) {}' {result}",
      '{} Session request from {src} {result}',
    ],
  },
  {
    names: 'IKMP_MODE_FAILURE',
    verdict: { outcome: 'failure', action: 'ike-failed' },
    texts: ['Processing of {} mode failed with peer at {src}'],
  },
  {
    names: 'SSH2_USERAUTH SSH_USERAUTH',
    verdict: { step: 'attempt' },
    texts: [
      "User '{user}' authentication for {} Session from {src} (tty = {}) {}' {result}",
      "User '{user}' authentication for {} Session from {src} {result}",
    ],
  },
  {
    names: 'SSH2_CLOSE SSH_CLOSE',
    verdict: { step: 'end' },
    texts: ["{} Session from {src} (tty = {}) for user '{user}'"],
  },
  {
    names: 'SECURITY-SSHD/INFO_SUCCESS',
    verdict: { step: 'start', outcome: 'success' },
    texts: ["Successfully authenticated user '{user}' from '{src}' on"],
  },
  {
    names: 'SECURITY-SSHD/INFO_FAILURE',
    verdict: { step: 'attempt', outcome: 'failure' },
    texts: ["Failed authentication attempt by user '{user}' from '{src}' on"],
  },
  {
    names: 'AUTHPRIV/SYSTEM_MSG DAEMON/SYSTEM_MSG',
    verdict: { step: 'attempt', outcome: 'failure' },
    texts: ['pam_aaa:Authentication failed for user {user} from {src} - sshd'],
  },

  // Remote access
  {
    names: 'LOGIN_AUTH_PASSED',
    verdict: { step: 'start', outcome: 'success', tunnel: 'SSL' },
    texts: [gateway],
  },
  {
    names: 'LOGIN_AUTH_REJECTED',
    verdict: { step: 'attempt', outcome: 'failure', tunnel: 'SSL' },
    texts: [gateway],
  },
  { names: 'SSLVPN/LOGOUT WEBVPN/LOGOUT', verdict: { step: 'end', tunnel: 'SSL' }, texts: [gateway] },
  {
    names: 'EZVPN_CONNECTION_UP',
    verdict: { step: 'start', outcome: 'success', tunnel: 'IPsec' },
    texts: easyVpn,
  },
  { names: 'EZVPN_CONNECTION_DOWN', verdict: { step: 'end', tunnel: 'IPsec' }, texts: easyVpn },
  {
    names: 'SESSION_STATUS IKEV2_SESSION_STATUS',
    verdict: { tunnel: 'IPsec' },
    texts: ['Crypto tunnel {}is {state}. {}Peer {peer}:{sport} {}Id: {person}'],
  },
  {
    names: 'VPDN/CLOSE VPDN/CLOSED',
    verdict: { step: 'end', tunnel: 'L2TP' },
    texts: ['{} closed {}for user {user}; {reason}'],
  },
]
