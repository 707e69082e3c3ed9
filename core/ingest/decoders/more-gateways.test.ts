import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import type { Decoder } from '../decoder.ts'
import { decoders } from './index.ts'
import { gatewayLines } from './more-gateways.fixture.ts'

const context = () => ({ zoneOffset: 0, year: 2026 })
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

function decoderOf(name: string): Decoder {
  const found = decoders.find((decoder) => decoder.name === name)
  if (found === undefined) throw new Error(name)
  return found
}

function eventsOf(name: string): Event[] {
  return (gatewayLines[name] ?? []).map(decoderOf(name).open(context())).map((event) => {
    if (event === undefined || event instanceof Reject) throw new Error(JSON.stringify(event))
    expect(Math.floor(event['@timestamp'] / 1000)).toBe(time / 1000)
    return event
  })
}

const alice = { 'user.name': 'alice', 'source.ip': '203.0.113.7' }
const bob = { 'user.name': 'bob', 'source.ip': '203.0.113.8', 'event.outcome': 'failure' }

describe('what the lines mean', () => {
  it('Stormshield', () => {
    expect(eventsOf('stormshield')).toMatchObject([
      {
        'event.type': ['connection', 'allowed'],
        'network.bytes': 30,
        'network.transport': 'tcp',
        'event.duration': 15e8,
        'rule.name': 'web',
      },
      { ...bob, 'vpn.step': 'attempt', 'vpn.auth_method': 'LDAP' },
      { ...alice, 'vpn.step': 'start', 'vpn.assigned_ip': '10.8.0.5', 'vpn.gateway': 'SN210' },
      { ...alice, 'vpn.step': 'end', 'vpn.duration': 60, 'vpn.bytes_in': 2000, 'vpn.bytes_out': 1000 },
    ])
  })

  it('Clavister', () => {
    expect(eventsOf('clavister')).toMatchObject([
      { 'source.ip': '10.8.0.5', 'destination.port': 443, 'event.type': ['connection', 'start', 'allowed'] },
      { 'event.outcome': 'failure', 'event.type': ['connection', 'denied'], 'source.ip': '203.0.113.9' },
      { ...bob, 'vpn.step': 'attempt' },
      { ...alice, 'vpn.step': 'start', 'vpn.assigned_ip': '10.8.0.5' },
    ])
  })

  it('ClearPass', () => {
    expect(eventsOf('clearpass')).toMatchObject([
      {
        ...alice,
        'user.domain': 'CORP',
        'vpn.step': 'attempt',
        'event.outcome': 'failure',
        'event.reason': 'User not found',
        'rule.name': 'VPN, remote',
        'vpn.gateway': '198.51.100.1',
      },
    ])
  })

  it('SoftEther', () => {
    expect(eventsOf('softether')).toMatchObject([
      alice,
      { ...alice, 'vpn.step': 'attempt', 'event.outcome': 'success' },
      { ...alice, 'vpn.step': 'start', 'vpn.session_id': 'SID-ALICE-1', 'vpn.group': 'VPN' },
      { ...alice, 'vpn.step': 'assign', 'vpn.assigned_ip': '192.168.30.10' },
      { ...alice, 'vpn.step': 'end', 'vpn.bytes_out': 1000, 'vpn.bytes_in': 2000 },
      { 'user.name': 'bob', 'vpn.step': 'attempt', 'event.outcome': 'failure' },
    ])
  })

  it('FMC', () => {
    const events = eventsOf('cisco-fmc')
    expect(events).toMatchObject([
      { ...alice, 'event.action': 'login', 'event.outcome': 'success' },
      { ...alice, 'event.category': ['configuration'], 'event.type': ['change'] },
      { ...bob, 'event.action': 'login' },
      { ...alice, 'event.category': ['web'], 'event.type': ['access'] },
      { 'user.name': 'csm_processes', 'event.action': 'login' },
    ])
    for (const event of events) expect(event).not.toHaveProperty(['vpn.step'])
  })

  it('RSA SecurID and Array', () => {
    expect(eventsOf('rsa-securid')).toMatchObject([
      { ...bob, 'vpn.step': 'challenge', 'vpn.mfa.result': 'failure', 'event.reason': 'AUTHN_METHOD_FAILED' },
      { 'event.outcome': 'failure', 'vpn.auth_method': 'SecurID_Native' },
      { ...alice, 'event.category': ['iam'], 'event.outcome': 'success' },
    ])
    // Neither the server nor the agent is the one who signs in.
    expect(eventsOf('rsa-securid')[1]).not.toHaveProperty(['source.ip'])
    expect(eventsOf('rsa-securid')[1]).not.toHaveProperty(['user.name'])
    expect(eventsOf('array-ag')).toMatchObject([
      { ...alice, 'vpn.step': 'attempt', 'event.outcome': 'success', 'vpn.group': 'vs1' },
      { ...bob, 'vpn.step': 'attempt' },
      { ...alice, 'vpn.step': 'start' },
      { ...alice, 'vpn.step': 'end' },
    ])
  })
})

describe.each(Object.keys(gatewayLines))('%s', (name) => {
  const lines = gatewayLines[name] ?? []

  it('claims its own lines, and nobody else does', () => {
    for (const line of lines) {
      const claiming = decoders.filter((one) => one.sniffSample === undefined && one.sniff(line) > 0.5)
      expect(
        claiming.map((decoder) => decoder.name),
        line,
      ).toEqual([name])
    }
  })

  it('survives any damage to its lines, and rejects what is none', () => {
    const decode = decoderOf(name).open(context())
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.nat(300), fc.nat(60), fc.string(), (line, at, cut, text) => {
        decode(line.slice(0, at) + text + line.slice(at + cut))
      }),
      { numRuns: 500 },
    )
    expect(decode('hello')).toBeInstanceOf(Reject)
  })
})
