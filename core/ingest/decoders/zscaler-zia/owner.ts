import type { Event } from '../../../event/event.ts'
import { toCount } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { decodePercent } from '../../uri-parts.ts'

/** The device's owner, the login (percent-encoded) as the address of a person, and the duration. */
export function setOwner(event: Event, pairs: KeyValues): void {
  const login = pairs.get('user') ?? pairs.get('login')
  const email = login === undefined ? '' : decodePercent(login)
  const at = email.indexOf('@')
  if (at > 0) {
    event['user.email'] = email
    event['user.domain'] = email.slice(at + 1)
    event['user.name'] = email.slice(0, at)
  }
  const owner = pairs.get('deviceowner')
  if (owner !== undefined) event['user.name'] = owner
  const duration = toCount(pairs.get('durationms'))
  if (duration !== undefined) event['event.duration'] = duration * 1e6
}
