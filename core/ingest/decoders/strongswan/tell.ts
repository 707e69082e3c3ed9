import type { Event, VpnStep } from '../../../event/event.ts'
import type { Association } from './associations.ts'

/** The record tells a step of the association; what is known of its peer comes along. */
export function tell(
  event: Event,
  sa: Association,
  step: VpnStep | undefined,
  action: string,
  type: readonly string[],
  outcome: Event['event.outcome'],
): void {
  event['event.action'] = action
  event['event.category'] = ['network', 'session']
  event['event.type'] = type
  if (outcome !== undefined) event['event.outcome'] = outcome
  known(event, sa)
  // Between two sites the peer goes by its address or nothing: no person is behind it.
  if (step !== undefined && (sa.user !== '' || step === 'attempt')) event['vpn.step'] = step
  if (sa.assignedIp !== '') event['vpn.assigned_ip'] = sa.assignedIp
  if (sa.sessionId !== '') event['vpn.session_id'] = sa.sessionId
  if (sa.method !== '') event['vpn.auth_method'] = sa.method
}

/** What is known of the peer. */
export function known(event: Event, sa: Association): void {
  if (sa.user !== '') event['user.name'] = sa.user
  if (sa.ip === '') return
  event['source.ip'] = sa.ip
  event['client.ip'] = sa.ip
  if (sa.port !== 0) event['source.port'] = sa.port
}
