import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'

/** A tunnel between two sites names its peer's address as the user: no person is behind it, so it is no step of one. */
export function settleStep(event: Event, host: string): void {
  const user = event['user.name']
  const step = event['vpn.step']
  if ((user === undefined && step !== 'attempt') || (user !== undefined && isAddress(user))) {
    delete event['vpn.step']
    return
  }
  if (host !== '') event['vpn.gateway'] = host
}
