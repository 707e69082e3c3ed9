import type { Event } from '../../../event/event.ts'
import { compileFields } from '../flat-fields.ts'
import { textOf } from '../flat-values.ts'
import type { Values } from '../flat-values.ts'

const setAlert = compileFields({
  text: {
    message: 'alert.category',
    'rule.category': 'alert.category',
    'rule.id': 'alert.signature_id',
    'rule.name': 'alert.signature',
  },
  count: { 'event.severity': 'alert.severity' },
})

/** What a rule found, and whether it stopped the packet. */
export function readAlert(event: Event, values: Values): void {
  setAlert(event, values)
  const action =
    textOf(values, 'alert.action') ?? (textOf(values, 'event_type') === 'drop' ? 'blocked' : undefined)
  if (action === undefined) return
  event['event.type'] = [...(event['event.type'] ?? []), action === 'blocked' ? 'denied' : action]
}
