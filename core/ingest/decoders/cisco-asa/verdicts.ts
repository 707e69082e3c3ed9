import type { Event, VpnStep } from '../../../event/event.ts'

/**
 * How a message id is classified in ECS: action, category, type and outcome as Elastic's `cisco_asa` integration
 * publishes them (`firewall-rule` is its word for whatever has no own action), and the step of a VPN session.
 * A refusal by the firewall is a success of the firewall there: it did what the rule says.
 */
export interface Verdict {
  action: string
  category: readonly string[]
  type: readonly string[]
  outcome?: 'success' | 'failure' | 'unknown'
  step?: VpnStep
  mfa?: 'success' | 'failure' | 'prompted'
  /** A line that opens what a later line with the same `network.flow_id` closes. */
  opens?: boolean
}

const network = ['network']
const authentication = ['authentication', 'network']

export const info: Verdict = { action: 'firewall-rule', category: network, type: ['info'] }
const infoSuccess: Verdict = { ...info, outcome: 'success' }
export const infoFailure: Verdict = { ...info, outcome: 'failure' }
export const allowed: Verdict = { ...info, type: ['connection', 'allowed'], outcome: 'success' }
export const denied: Verdict = { ...info, type: ['connection', 'denied'], outcome: 'success' }
export const dropped: Verdict = { ...info, type: ['connection', 'denied'], outcome: 'failure' }
export const monitored: Verdict = { ...infoSuccess, category: ['network', 'intrusion_detection'] }
/** Elastic types the lines that open a connection `info`; their `event.start` without an end tells that they open one. */
export const built: Verdict = { ...info, opens: true }
export const flowStart: Verdict = {
  action: 'flow-creation',
  category: network,
  type: ['connection', 'start'],
}
export const flowEnd: Verdict = { action: 'flow-expiration', category: network, type: ['connection', 'end'] }
export const failure: Verdict = { action: 'error', category: network, type: ['error'], outcome: 'failure' }
export const ikeStart: Verdict = {
  action: 'connection-started',
  category: network,
  type: ['start', 'connection'],
}
export const ikeError: Verdict = { action: 'error', category: network, type: ['error'] }
export const loggedIn: Verdict = {
  action: 'logged-in',
  category: authentication,
  type: ['allowed', 'info'],
  outcome: 'success',
}
export const logonFailed: Verdict = {
  action: 'logon-failed',
  category: authentication,
  type: ['denied', 'info'],
  outcome: 'failure',
}
export const vpnConnected: Verdict = {
  action: 'client-vpn-connected',
  category: ['network', 'session'],
  type: ['connection', 'start'],
  step: 'start',
}
export const vpnDisconnected: Verdict = {
  action: 'client-vpn-disconnected',
  category: network,
  type: ['connection', 'end'],
  step: 'end',
}
export const vpnError: Verdict = {
  action: 'client-vpn-error',
  category: network,
  type: ['connection', 'error', 'denied'],
}
export const saCreated: Verdict = {
  action: 'created',
  category: network,
  type: ['info', 'creation', 'user'],
  outcome: 'success',
}
export const saDeleted: Verdict = {
  action: 'deleted',
  category: network,
  type: ['info', 'deletion', 'user'],
  outcome: 'success',
}
export const bypassed: Verdict = {
  action: 'bypass',
  category: network,
  type: ['info', 'change'],
  outcome: 'unknown',
}
export const inspectionDrop: Verdict = {
  action: 'drop',
  category: network,
  type: ['connection', 'denied'],
  outcome: 'unknown',
}

export const attempted: Verdict = { ...loggedIn, step: 'attempt' }
export const rejected: Verdict = { ...logonFailed, step: 'attempt' }
export const vpnRefused: Verdict = { ...vpnError, step: 'attempt', outcome: 'failure' }
export const vpnStart: Verdict = { ...info, step: 'start' }
export const vpnAssign: Verdict = { ...info, step: 'assign' }
export const vpnUpdate: Verdict = { ...info, step: 'update' }
export const vpnEnd: Verdict = { ...info, step: 'end' }
/** Not mapped by Elastic (`firewall-rule`), but a credential check of a VPN user all the same. */
export const vpnAccepted: Verdict = { ...infoSuccess, step: 'attempt' }
export const vpnRejected: Verdict = { ...infoFailure, step: 'attempt' }
export const challenged: Verdict = { ...info, step: 'challenge', mfa: 'prompted' }

const spoken = new Map<string, Verdict>([
  ['permitted', allowed],
  ['est-allowed', allowed],
  // Elastic calls this one refusal a success, too; here the connection failed.
  ['denied', dropped],
  ['dropped', dropped],
  ['monitored', monitored],
])

/** 106100 and the botnet filter say in the line what was decided. */
export function setVerdict(event: Event, value: string): void {
  const verdict = spoken.get(value)
  if (!verdict) return
  event['event.category'] = verdict.category
  event['event.type'] = verdict.type
  event['event.outcome'] = verdict.outcome
}
