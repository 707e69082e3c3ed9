import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { ciscoDuo } from './cisco-duo.ts'
import { decoders } from './index.ts'

const context = { zoneOffset: 0, year: 2026 }
const decode = ciscoDuo.open(context)
const record = (values: object) =>
  JSON.stringify({
    access_device: { ip: '192.0.2.7', os: 'Windows', hostname: null },
    application: { name: 'VPN' },
    email: 'alice@corp.example',
    event_type: 'authentication',
    factor: 'duo_push',
    reason: 'user_approved',
    result: 'success',
    timestamp: 1767323045,
    txid: 't',
    user: { groups: ['Staff'], key: 'DU1', name: 'alice' },
    ...values,
  })

describe('a second factor', () => {
  it('is answered', () => {
    expect(decode(record({}))).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5),
      'event.outcome': 'success',
      'event.category': ['authentication'],
      'source.ip': '192.0.2.7',
      'user.name': 'alice',
      'vpn.step': 'challenge',
      'vpn.mfa.result': 'success',
      'vpn.auth_method': 'duo_push',
    })
  })

  it.each(['denied', 'fraud', 'failure'])('is refused: %s', (result) => {
    expect(decode(record({ result, reason: 'user_marked_fraud' }))).toMatchObject({
      'event.outcome': 'failure',
      'event.reason': 'user_marked_fraud',
      'vpn.mfa.result': 'failure',
    })
  })

  it('was not asked for', () => {
    const event = decode(record({ factor: 'not_available', reason: 'allow_unenrolled_user' }))
    expect(event).toMatchObject({ 'vpn.step': 'attempt', 'event.outcome': 'success' })
    expect(event).not.toHaveProperty(['vpn.mfa.result'])
  })
})

it.each([
  ['192.0.2.7:1234', '192.0.2.7', 1234],
  ['[2001:db8::7]:1234', '2001:db8::7', 1234],
  ['2001:db8:0:0:0:0:0:7:1234', '2001:db8:0:0:0:0:0:7', 1234],
  ['2001:db8::7#1234', '2001:db8::7', 1234],
  ['2001:db8::7p1234', '2001:db8::7', 1234],
  ['2001:db8::7 port 1234', '2001:db8::7', 1234],
  ['2001:db8::7.1234', '2001:db8::7', 1234],
])('takes address and port apart: %s', (ip, address, port) => {
  expect(decode(record({ access_device: { ip } }))).toMatchObject({
    'source.ip': address,
    'source.port': port,
    'source.address': ip,
  })
})

it('is read through the JSON decoder too, also in an envelope', () => {
  const json = decoders.find(({ name }) => name === 'json')?.open(context)
  expect(json?.(record({}))).toMatchObject({ 'vpn.step': 'challenge', 'observer.product': 'Duo' })
  expect(json?.(JSON.stringify({ message: record({}) }))).toMatchObject({ 'vpn.step': 'challenge' })
})

it('rejects what has no time, or is another object', () => {
  expect(decode(record({ timestamp: null }))).toBeInstanceOf(Reject)
  expect(decode('{"a":1}')).toBeInstanceOf(Reject)
})
