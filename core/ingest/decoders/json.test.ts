import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Reject } from '../../event/event.ts'
import { jsonDecoder } from './json.ts'
import type { Decoder } from '../decoder.ts'

const vendor: Decoder = {
  name: 'acme',
  title: 'Acme',
  sniff: (line) => (line.startsWith('ACME ') ? 0.9 : 0),
  open: () => (line) =>
    line.endsWith('ACME broken')
      ? new Reject('broken')
      : { '@timestamp': 5, 'user.name': line.slice(5), 'vpn.step': 'start', 'event.action': 'acme' },
}
const json = jsonDecoder(() => [vendor, json])
const open = () => json.open({ zoneOffset: 120, year: 2026 })
const decode = (value: unknown) => open()(JSON.stringify(value))

describe('ECS', () => {
  test('nested and dotted names, times in all their forms, values of the right type', () => {
    expect(
      decode({
        '@timestamp': '2026-01-02T03:04:05.678Z',
        event: { category: 'authentication', type: ['start'], outcome: 'success', start: 1767323045 },
        'user.name': 'ada',
        source: { ip: '192.0.2.1', port: '443', geo: { continent_code: 'DE' } },
        vpn: { session_id: 17 },
      }),
    ).toEqual({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5, 678),
      'event.category': ['authentication'],
      'event.type': ['start'],
      'event.outcome': 'success',
      'event.start': 1767323045000,
      'user.name': 'ada',
      'source.ip': '192.0.2.1',
      'source.port': 443,
      'vpn.session_id': '17',
      'vpn.step': 'start',
    })
  })

  test.each([
    [{ category: ['authentication'], type: ['start'], outcome: 'failure' }, 'attempt'],
    [{ category: ['authentication'], type: ['start'], outcome: 'success' }, 'start'],
    [{ category: ['authentication'], type: ['info'], outcome: 'success' }, 'attempt'],
    [{ category: ['session'], type: ['start'] }, 'start'],
    [{ category: ['session'], type: ['end'] }, 'end'],
    [{ category: ['network'], type: ['connection', 'start'] }, undefined],
  ])('the step of %j is %s', (event, step) => {
    const record = decode({ '@timestamp': 1767323045, event })
    expect(record instanceof Reject ? record : record?.['vpn.step']).toBe(step)
  })

  test('a step that is given stays; one that is none is left out', () => {
    const event = { category: ['session'], type: ['end'] }
    expect(decode({ '@timestamp': 1, event, vpn: { step: 'update' } })).toHaveProperty(['vpn.step'], 'update')
    expect(decode({ '@timestamp': 1, event, vpn: { step: 'nonsense' } })).toHaveProperty(['vpn.step'], 'end')
  })
})

describe('generic names', () => {
  test.each([
    [{ timestamp: '2026-01-02 03:04:05' }, Date.UTC(2026, 0, 2, 1, 4, 5)],
    [{ time: 1767323045 }, 1767323045000],
    [{ ts: 1767323045.25 }, 1767323045250],
    [{ eventTime: '1767323045250' }, 1767323045250],
    [{ date: 1767323045250000 }, 1767323045250],
    [{ Time: 1767323045250000000 }, 1767323045250],
  ])('%j', (record, time) => {
    expect(decode(record)).toEqual({ '@timestamp': time })
  })

  test('what wraps the record is looked through; a person without a name is known by address or id', () => {
    const properties = { eventType: 'logon', email: 'ada@example.com', callerIpAddress: '192.0.2.1' }
    expect(decode({ time: 1, properties })).toMatchObject({
      'user.name': 'ada@example.com',
      'source.ip': '192.0.2.1',
      'event.action': 'logon',
      'vpn.step': 'start',
    })
    expect(
      decode({ '@timestamp': 1, client: { ip: '192.0.2.1' }, network: { transport: 17 } }),
    ).toMatchObject({
      'source.ip': '192.0.2.1',
      'network.transport': 'udp',
    })
  })

  test('a login, a logout and a flow', () => {
    expect(
      decode({ ts: 1, userName: 'ada', client_ip: '192.0.2.1', action: 'USER_LOGIN', status: 'Failed' }),
    ).toEqual({
      '@timestamp': 1000,
      'user.name': 'ada',
      'source.ip': '192.0.2.1',
      'event.action': 'USER_LOGIN',
      'event.outcome': 'failure',
      'event.category': ['authentication'],
      'event.type': ['start'],
      'vpn.step': 'attempt',
    })
    expect(decode({ ts: 1, user: 'ada', action: 'sessionTerminated' })).toMatchObject({ 'vpn.step': 'end' })
    const flow = decode({
      ts: 1,
      src: '10.0.0.1',
      dst: '10.0.0.2',
      dport: 22,
      user: 'ada',
      action: 'connect',
    })
    expect(flow).toMatchObject({ 'event.category': ['network'], 'destination.port': 22 })
    expect(flow).not.toHaveProperty(['vpn.step'])
  })
})

describe('envelopes', () => {
  test.each(['message', 'log', '_raw', 'event', 'MESSAGE'])('the line in %s is read by its vendor', (key) => {
    expect(decode({ '@timestamp': '2026-01-02T03:04:05Z', [key]: 'ACME eve' })).toMatchObject({
      '@timestamp': 5,
      'user.name': 'eve',
    })
  })

  test('what a pipeline took apart stands; the vendor adds what it alone knows', () => {
    const record = {
      '@timestamp': 1,
      event: { original: 'ACME eve', action: 'login' },
      user: { name: 'EVE' },
    }
    expect(decode(record)).toEqual({
      '@timestamp': 1000,
      'user.name': 'EVE',
      'event.action': 'login',
      'event.category': ['authentication'],
      'event.type': ['start'],
      'vpn.step': 'start',
    })
  })

  test('a line its vendor rejects is rejected', () => {
    expect(decode({ time: 1, message: 'ACME broken' })).toEqual(new Reject('broken'))
  })
})

describe('hostile input', () => {
  test.each([
    ['{"a":', 'this is not valid JSON'],
    ['plain text', 'this is not a JSON object'],
    ['[1,2]', 'this is not a JSON object'],
    ['{}', 'there is no time in this record'],
    ['{"time":"yesterday"}', 'the time of this record is not in a known form'],
    [`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'the JSON is nested deeper than 16 levels'],
    [
      JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`k${i}`, i]))),
      'the JSON has more than 1000 values',
    ],
  ])('%.40s', (line, reason) => {
    expect(open()(line)).toEqual(new Reject(reason))
  })

  test('no key reaches a prototype', () => {
    const line =
      '{"time":1,"__proto__":{"user.name":"x","polluted":1},"constructor":{"prototype":{"polluted":1}}}'
    expect(open()(line)).toEqual({ '@timestamp': 1000 })
    expect({}).not.toHaveProperty('polluted')
  })

  test('any JSON and any text: an event, a reason or nothing, never an exception', () => {
    const line = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .dictionary(
          fc.constantFrom('time', 'message', 'event', 'user', 'src', 'action', '__proto__'),
          fc.jsonValue(),
        )
        .map((value) => JSON.stringify(value)),
    )
    fc.assert(
      fc.property(line, (text) => {
        const record = open()(text)
        if (record !== undefined && !(record instanceof Reject))
          expect(record['@timestamp']).toBeTypeOf('number')
        expect(json.sniff(text)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 2000 },
    )
  })
})
