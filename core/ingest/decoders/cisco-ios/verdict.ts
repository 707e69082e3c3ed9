import type { Event, VpnStep } from '../../../event/event.ts'

/** What a message means; Elastic's `cisco_ios` integration says `network` and `info` of every one. */
export interface Verdict {
  step?: VpnStep
  outcome?: 'success' | 'failure'
  action?: string
  reason?: string
  tunnel?: string
  category?: readonly string[]
  type?: readonly string[]
  /** A login at a port of the device: by SSH it is a person's remote access, at the console or by Telnet an operator's. */
  login?: true
}

const ssh = 22

export function applyVerdict(event: Event, verdict: Verdict): void {
  const { step, outcome, action, reason, tunnel, category, type, login } = verdict
  if (step !== undefined) event['vpn.step'] = step
  if (outcome !== undefined) event['event.outcome'] = outcome
  if (action !== undefined) event['event.action'] = action
  if (reason !== undefined) event['event.reason'] = reason
  if (tunnel !== undefined) event['vpn.tunnel_type'] = tunnel
  if (category !== undefined) event['event.category'] = category
  if (type !== undefined) event['event.type'] = type
  if (login !== true) return
  event['event.action'] = 'login'
  event['event.category'] = ['authentication', 'network']
  if (event['destination.port'] === ssh) event['vpn.step'] = outcome === 'success' ? 'start' : 'attempt'
}
