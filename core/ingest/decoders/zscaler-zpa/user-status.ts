import type { Event, VpnStep } from '../../../event/event.ts'
import type { DecodeContext } from '../../decoder.ts'
import { compileFieldMap } from '../../field-map.ts'
import { firstTime } from '../../first-time.ts'
import type { KeyValues } from '../../key-values.ts'

const setFields = compileFieldMap({
  text: {
    'event.action': 'SessionStatus',
    'host.hostname': 'Hostname',
    'user.name': 'Username',
    'vpn.client.os': 'Platform',
    'vpn.client.version': 'Version',
    'vpn.device.name': 'Hostname',
    'vpn.gateway': 'ZEN',
    'vpn.session_id': 'SessionID',
    'vpn.tunnel_type': 'ClientType',
  },
  address: { 'client.ip': 'PublicIP', 'source.ip': 'PublicIP' },
  count: { 'vpn.bytes_in': 'TotalBytesRx', 'vpn.bytes_out': 'TotalBytesTx' },
})

/**
 * The state of a person's session, told at its begin and end and every so often between: only what is told soon after
 * the authentication is the begin.
 */
const soon = 60_000

export function readUserStatus(event: Event, pairs: KeyValues, context: DecodeContext): void {
  event['event.category'] = ['iam']
  event['event.kind'] = 'state'
  event['event.type'] = ['info', 'user']
  setFields(event, pairs)
  const authenticated = firstTime(pairs, ['TimestampAuthentication'], context)
  const step = stepOf(pairs.get('SessionStatus') ?? '', event['@timestamp'] - authenticated)
  if (step === undefined) return
  event['vpn.step'] = step
  event['event.outcome'] = step === 'attempt' ? 'failure' : 'success'
  const ended = firstTime(pairs, ['TimestampUnAuthentication'], context)
  if (ended >= authenticated) event['vpn.duration'] = Math.round((ended - authenticated) / 1000)
}

/** `ZPN_STATUS_AUTHENTICATED`, `ZPN_STATUS_DISCONNECTED`, `ZPN_STATUS_AUTH_FAILED`. */
function stepOf(status: string, age: number): VpnStep | undefined {
  if (status.endsWith('_AUTH_FAILED')) return 'attempt'
  if (status.endsWith('_DISCONNECTED')) return 'end'
  if (!status.endsWith('_AUTHENTICATED')) return undefined
  return age > soon ? 'update' : 'start'
}
