import type { Event } from '../../../event/event.ts'
import { coerce } from '../../coerce.ts'
import type { DecodeContext } from '../../decoder.ts'
import { fieldOf } from '../../field-aliases.ts'
import { customFields } from './keys.data.ts'

/** Fields that a label may fill; the others have keys of their own, and a label that reads like one means something else. */
const labelled = new Set<string>([
  'rule.name',
  'group.name',
  'user.name',
  'vpn.assigned_ip',
  'vpn.auth_method',
  'vpn.bytes_in',
  'vpn.bytes_out',
  'vpn.client.os',
  'vpn.client.version',
  'vpn.device.id',
  'vpn.disconnect_reason',
  'vpn.duration',
  'vpn.gateway',
  'vpn.group',
  'vpn.session_id',
  'vpn.tunnel_type',
])

const forcepoint = 'FORCEPOINT'

/** Values of custom fields go where their label says: `cs1=split cs1Label=Rule Name`. */
export function setLabelled(
  event: Event,
  customs: ReadonlyMap<string, string>,
  vendor: string,
  context: DecodeContext,
): void {
  if (vendor === forcepoint) {
    const rule = customs.get('cs2') ?? customs.get('cs1')
    if (rule !== undefined) event['rule.id'] = rule
    return
  }
  for (const [key, value] of customs) {
    const label = customs.get(`${key}Label`)
    const field = label === undefined ? undefined : fieldOf(label)
    if (field === undefined || !labelled.has(field) || event[field] !== undefined) continue
    const coerced = coerce(field, value, context)
    if (coerced !== undefined) Object.assign(event, { [field]: coerced })
  }
}

/** The value of a custom field by its full name, with its label in lower case. */
export function customOf(
  customs: ReadonlyMap<string, string>,
  short: string,
): { value: string; label: string } | undefined {
  const full = customFields.get(short) ?? short
  const value = customs.get(short) ?? customs.get(full)
  const label = customs.get(`${short}Label`) ?? customs.get(`${full}Label`)
  return value === undefined || label === undefined ? undefined : { value, label: label.toLowerCase() }
}
