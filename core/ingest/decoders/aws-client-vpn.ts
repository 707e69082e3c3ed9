import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { compileFieldMap } from '../field-map.ts'
import { firstTime } from '../first-time.ts'
import type { KeyValues } from '../key-values.ts'
import { jsonProduct, toKeyValues } from './json-product.ts'

/** Connection logs of AWS Client VPN endpoints (CloudWatch Logs): one record an attempt and one an end. */
export const awsClientVpn = jsonProduct({
  name: 'aws-client-vpn',
  title: 'AWS Client VPN connection logs',
  marks: [['"connection-log-type"', '"client-vpn-endpoint-id"']],
  // Times are UTC and do not say so.
  openObject: (given) => (flat) => {
    const context = { ...given, zoneOffset: 0 }
    if (!flat.has('connection-log-type') || !flat.has('client-vpn-endpoint-id')) return undefined
    const pairs = toKeyValues(flat, '', absent)
    const isReset = pairs.get('connection-log-type') === 'connection-reset'
    const time = firstTime(pairs, isReset ? endTimes : startTimes, context)
    if (Number.isNaN(time)) return new Reject('no readable time in the connection log')
    const event: Event = {
      '@timestamp': time,
      'event.kind': 'event',
      'observer.product': 'Client VPN',
      'observer.type': 'vpn',
      'observer.vendor': 'AWS',
    }
    setFields(event, pairs)
    if (isReset) readReset(event, pairs, firstTime(pairs, startTimes, context))
    else readAttempt(event, pairs)
    return event
  },
})

const absent = new Set(['NA', '0.0.0.0'])
const startTimes = ['connection-start-time', 'connection-last-update-time']
const endTimes = ['connection-end-time', 'connection-last-update-time', 'connection-start-time']

/** `ingress` is what came from the person; `client-ip` is the inner address, `device-ip` the outer. */
const setFields = compileFieldMap({
  text: {
    'event.action': 'connection-log-type',
    'event.reason': 'connection-attempt-failure-reason',
    'user.name': 'username common-name',
    'vpn.client.os': 'device-type',
    'vpn.device.name': 'common-name',
    'vpn.gateway': 'client-vpn-endpoint-id',
    'vpn.session_id': 'connection-id',
  },
  word: { 'network.transport': 'transport-protocol' },
  address: {
    'client.ip': 'device-ip',
    'source.ip': 'device-ip',
    'vpn.assigned_ip': 'client-ip',
  },
  count: {
    'source.port': 'port',
    'vpn.bytes_in': 'ingress-bytes',
    'vpn.bytes_out': 'egress-bytes',
  },
})

function readAttempt(event: Event, pairs: KeyValues): void {
  const successful = pairs.get('connection-attempt-status') === 'successful'
  event['event.category'] = ['authentication', 'session']
  event['event.type'] = [successful ? 'start' : 'info']
  event['event.outcome'] = successful ? 'success' : 'failure'
  event['vpn.step'] = successful ? 'start' : 'attempt'
}

function readReset(event: Event, pairs: KeyValues, start: number): void {
  event['event.category'] = ['session']
  event['event.type'] = ['end']
  event['event.outcome'] = pairs.get('connection-reset-status') === 'failed' ? 'failure' : 'success'
  event['vpn.step'] = 'end'
  const seconds = Math.round((event['@timestamp'] - start) / 1000)
  if (seconds >= 0) event['vpn.duration'] = seconds
}
