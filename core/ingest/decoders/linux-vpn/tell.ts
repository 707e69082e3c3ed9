import type { Event, VpnStep } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setPerson } from '../../set-person.ts'

type Outcome = 'success' | 'failure' | undefined

const types: Readonly<Record<VpnStep, string>> = {
  attempt: 'info',
  challenge: 'info',
  start: 'start',
  assign: 'info',
  update: 'info',
  end: 'end',
}

/** The record tells a step of a session. */
export function tellStep(event: Event, step: VpnStep, action: string, outcome: Outcome): void {
  event['vpn.step'] = step
  event['event.action'] = action
  event['event.category'] = step === 'attempt' ? ['authentication', 'network'] : ['network', 'session']
  event['event.type'] = [types[step]]
  if (outcome !== undefined) event['event.outcome'] = outcome
}

/** Who is known to be at the other end. */
export function setPeer(event: Event, user: string, ip: string): void {
  if (user !== '') setPerson(event, user)
  if (isAddress(ip)) event['source.ip'] = event['client.ip'] = ip
}
