import type { Event } from '../../../event/event.ts'
import { outcomeOf } from '../../outcome.ts'

/** `Allowed`, `Blocked`, `Block ICMP`, `Drop`: the action in lower case, and what it means. */
export function setAction(event: Event, action: string | undefined): void {
  if (action === undefined) return
  event['event.action'] = action.toLowerCase()
  const outcome = outcomeOf(action)
  if (outcome !== undefined) event['event.outcome'] = outcome
}
