import { fieldNames, isField } from '../../event/fields.ts'
import type { Field } from '../../event/event.ts'

/** Short names that people type, beside the ends of field names. */
const aliases: Readonly<Record<string, Field>> = {
  time: '@timestamp',
  user: 'user.name',
  src: 'source.ip',
  dst: 'destination.ip',
  group: 'vpn.group',
  category: 'event.category',
  reason: 'event.reason',
}

/** Fields that hold addresses, and so take networks. */
const addressFields: ReadonlySet<Field> = new Set([
  ...fieldNames.filter((name) => name.endsWith('.ip')),
  'vpn.assigned_ip',
  'dns.resolved_ip',
  'source.address',
  'destination.address',
])

export function isAddressField(field: Field): boolean {
  return addressFields.has(field)
}

/** The field that a name stands for: its own name, a short one, or the end of exactly one. Else the names it could mean. */
export function findField(name: string): Field | Field[] {
  if (isField(name)) return name
  const lower = name.toLowerCase()
  if (Object.hasOwn(aliases, lower)) return aliases[lower] ?? []
  const fitting = fieldNames.filter((field) => field === lower || field.endsWith(`.${lower}`))
  const [only] = fitting
  return only !== undefined && fitting.length === 1 ? only : fitting
}
