import { Reject } from '../../../event/event.ts'
import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import type { KeyValues } from '../../key-values.ts'
import { parseObject } from '../json-object.ts'

const typesOf = new Map<string, readonly string[]>([
  ['create', ['creation']],
  ['delete', ['deletion']],
  ['update', ['change']],
  ['sign in', ['access', 'allowed']],
  ['sign in failure', ['access', 'error']],
  ['download', ['info']],
  ['sign out', ['access']],
  ['client session revoked', ['end']],
])

/** What the operation left, or took away, is written as JSON within the JSON. */
const tellsOldValue = new Set(['delete', 'sign out'])
const tellsNewValue = new Set(['create', 'sign in', 'update'])

/** What an administrator did in the portal; no person's remote access, hence no step. */
export function readAudit(event: Event, pairs: KeyValues): void {
  const operation = (pairs.get('AuditOperationType') ?? '').toLowerCase()
  event['event.category'] = ['iam']
  const types = typesOf.get(operation)
  if (types !== undefined) event['event.type'] = types
  if (operation.startsWith('sign in'))
    event['event.outcome'] = operation === 'sign in failure' ? 'failure' : 'success'
  if (operation !== '') event['event.action'] = operation
  const [user, id] = [pairs.get('User'), pairs.get('ModifiedBy')]
  if (user !== undefined) event['user.name'] = user
  if (id !== undefined) event['user.id'] = id
  setObject(event, (pairs.get('ObjectType') ?? '').toLowerCase(), valueOf(operation, pairs))
}

function valueOf(operation: string, pairs: KeyValues): ReadonlyMap<string, unknown> {
  const key = tellsOldValue.has(operation)
    ? 'AuditOldValue'
    : tellsNewValue.has(operation)
      ? 'AuditNewValue'
      : ''
  const value = parseObject(pairs.get(key) ?? '')
  return value === undefined || value instanceof Reject ? new Map<string, unknown>() : value
}

function setObject(event: Event, type: string, value: ReadonlyMap<string, unknown>): void {
  const text = (key: string): string => {
    const found = value.get(key)
    return typeof found === 'string' ? found : ''
  }
  switch (type) {
    case 'authentication':
      if (isAddress(text('remoteIP'))) event['client.ip'] = text('remoteIP')
      break
    case 'server':
      if (isAddress(text('domainOrIpAddress'))) event['server.ip'] = text('domainOrIpAddress')
      break
    case 'browser access':
      if (text('applicationProtocol') !== '')
        event['network.protocol'] = text('applicationProtocol').toLowerCase()
      break
    case 'app connector group':
      if (text('name') !== '') event['group.name'] = text('name')
  }
}
