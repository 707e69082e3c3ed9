import { Reject } from '../../../event/event.ts'
import type { Event } from '../../../event/event.ts'
import { parseTime } from '../../coerce.ts'
import type { DecodeContext } from '../../decoder.ts'
import type { Facts } from './facts.ts'
import { signInEvent } from './sign-in.ts'

/** A row of the authentication log that Duo's Admin Panel exports (https://duo.com/docs/administration-reporting). */
export function readDuoRow(facts: Facts, context: DecodeContext): Event | Reject {
  const stamp = facts('timestamputc', 'timestamp')
  const time = parseTime(stamp, facts('timestamputc') === '' ? context : { ...context, zoneOffset: 0 })
  if (Number.isNaN(time)) return new Reject('no readable time in this row')
  const result = facts('result').toLowerCase()
  const success = result === 'success' || result === 'granted' || result === 'allow'
  return signInEvent({
    time,
    vendor: 'Cisco',
    product: 'Duo',
    action: 'authentication',
    outcome: success ? 'success' : 'failure',
    step: 'challenge',
    mfa: success ? 'success' : 'failure',
    user: facts('user', 'username'),
    address: facts('ipaddress', 'accessdeviceip', 'ip'),
    city: facts('city', 'accesscity'),
    country: facts('country', 'accesscountry'),
    reason: facts('reason'),
    method: facts('factor', 'secondfactor'),
    application: facts('integration', 'application'),
    os: facts('accessdeviceos', 'os'),
    device: facts('device', 'seconddevice'),
  })
}
