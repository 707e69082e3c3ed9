import { describe, expect, it } from 'vitest'
import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { strongswan } from './strongswan.ts'

function readAll(head: (at: number) => string, lines: readonly string[]): Event[] {
  const decode = strongswan.open({ zoneOffset: 0, year: 2026 })
  return lines.map((line, i) => {
    const record = decode(head(i) + line)
    if (record === undefined || record instanceof Reject) throw new Error(`${line}: ${record?.reason}`)
    return record
  })
}

const steps = (records: readonly Event[]) => records.map((record) => record['vpn.step'] ?? '')

const session = [
  ['05[NET]', 'received packet: from 192.0.2.7[4711] to 198.51.100.1[4500] (540 bytes)'],
  ['05[IKE]', '192.0.2.7 is initiating an IKE_SA'],
  ['05[IKE]', "received EAP identity 'alice'"],
  ['05[IKE]', 'EAP method EAP_MSCHAPV2 succeeded, MSK established'],
  ['05[IKE]', "authentication of '192.168.1.5' with EAP successful"],
  ['05[IKE]', "authentication of 'gate.example.org' (myself) with EAP"],
  ['05[IKE]', 'IKE_SA eap[3] established between 198.51.100.1[gate.example.org]...192.0.2.7[192.168.1.5]'],
  ['05[IKE]', "assigning virtual IP 10.8.0.7 to peer 'alice'"],
  ['05[IKE]', 'CHILD_SA eap{9} established with SPIs c1_i c2_o and TS 0.0.0.0/0 === 10.8.0.7/32'],
  [
    '05[IKE]',
    'closing CHILD_SA eap{9} with SPIs c1_i (1000 bytes) c2_o (2000 bytes) and TS 0.0.0.0/0 === 10.8.0.7/32',
  ],
  ['05[IKE]', 'deleting IKE_SA eap[3] between 198.51.100.1[gate.example.org]...192.0.2.7[192.168.1.5]'],
] as const

const expectedSteps = [
  'update',
  '',
  '',
  'attempt',
  'attempt',
  '',
  'start',
  'assign',
  'update',
  'update',
  'end',
]

describe('a session', () => {
  it.each([
    [
      'with the number of its IKE_SA in each line',
      (name: string) => `${name} <eap|3> `,
      'Jan  2 03:04:05 gate charon: ',
    ],
    ['without', (name: string) => `${name} `, 'Jan  2 03:04:05 gate charon[7]: '],
    ['in charon’s own file', (name: string) => `${name} <3> `, '2026-01-02 03:04:05 '],
    [
      'in a file with a time of its own',
      (name: string) => `${name.replace(']', '1]')} <eap|3> `,
      'Fri, 2026-01-02, 03:04:05 ',
    ],
  ])('%s', (_, prefix, head) => {
    const records = readAll(
      () => head,
      session.map(([name, text]) => prefix(name) + text),
    )
    expect(steps(records)).toEqual(expectedSteps)
    for (const record of records.slice(2))
      expect(record).toMatchObject({ 'user.name': 'alice', 'source.ip': '192.0.2.7' })
    expect(records[3]).toMatchObject({ 'event.outcome': 'success', 'vpn.auth_method': 'EAP_MSCHAPV2' })
    expect(records[6]).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5),
      'vpn.session_id': 'eap[3]',
      'server.ip': '198.51.100.1',
    })
    expect(records[7]).toMatchObject({ 'vpn.assigned_ip': '10.8.0.7' })
    expect(records[10]).toMatchObject({
      'vpn.bytes_in': 1000,
      'vpn.bytes_out': 2000,
      'vpn.assigned_ip': '10.8.0.7',
    })
  })

  it('outlives the rekeying of its IKE_SA', () => {
    const records = readAll(
      () => 'Jan  2 03:04:05 gate charon: 05[IKE] ',
      [
        '<eap|3> IKE_SA eap[3] established between 198.51.100.1[gate]...192.0.2.7[alice]',
        '<eap|3> IKE_SA eap[4] rekeyed between 198.51.100.1[gate]...192.0.2.7[alice]',
        '<eap|3> deleting IKE_SA eap[3] between 198.51.100.1[gate]...192.0.2.7[alice]',
        '<eap|4> deleting IKE_SA eap[4] between 198.51.100.1[gate]...192.0.2.7[alice]',
      ],
    )
    expect(steps(records)).toEqual(['start', 'update', '', 'end'])
  })

  it('of XAuth (IKEv1) is named by XAuth', () => {
    const records = readAll(
      () => 'Jan  2 03:04:05 gate charon: 05[IKE] <x|1> ',
      [
        "XAuth authentication of 'bob' successful",
        'IKE_SA x[1] established between 198.51.100.1[gate]...192.0.2.7[group]',
      ],
    )
    expect(records[1]).toMatchObject({ 'vpn.step': 'start', 'user.name': 'bob', 'vpn.auth_method': 'XAuth' })
  })
})

it('a tunnel between two sites is nobody’s session', () => {
  const records = readAll(
    () => 'Jan  2 03:04:05 gate charon: 05[IKE] <site|1> ',
    [
      "authentication of '192.0.2.7' with pre-shared key successful",
      'IKE_SA site[1] established between 198.51.100.1[198.51.100.1]...192.0.2.7[192.0.2.7]',
      'deleting IKE_SA site[1] between 198.51.100.1[198.51.100.1]...192.0.2.7[192.0.2.7]',
    ],
  )
  expect(steps(records)).toEqual(['', '', ''])
})

describe('refusals', () => {
  it('are told once', () => {
    const records = readAll(
      () => 'Jan  2 03:04:05 gate charon: ',
      [
        '05[NET] received packet: from 192.0.2.7[4711] to 198.51.100.1[4500] (540 bytes)',
        "05[IKE] received EAP identity 'mallory'",
        '05[IKE] EAP-MS-CHAPv2 verification failed, retry (1)',
        '05[IKE] EAP method EAP_MSCHAPV2 failed for peer mallory',
        '05[ENC] generating IKE_AUTH response 5 [ N(AUTH_FAILED) ]',
      ],
    )
    expect(steps(records)).toEqual(['update', '', 'attempt', '', ''])
    expect(records[2]).toMatchObject({
      'event.outcome': 'failure',
      'user.name': 'mallory',
      'source.ip': '192.0.2.7',
    })
  })

  it.each([
    ["XAuth authentication of 'bob' failed", { 'user.name': 'bob' }],
    ["RADIUS authentication of 'bob' failed", { 'user.name': 'bob' }],
    ["no trusted RSA public key found for 'C=CH, O=x, CN=carol'", { 'user.name': 'carol' }],
    ["tried 1 shared key for 'gate' - 'dave@example.org', but MAC mismatched", { 'user.name': 'dave' }],
    ['generating IKE_AUTH response 1 [ N(AUTH_FAILED) ]', {}],
  ])('%s', (text, expected) => {
    expect(readAll(() => 'Jan  2 03:04:05 gate charon: 05[IKE] <x|1> ', [text])[0]).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      ...expected,
    })
  })
})

it('rejects other programs’ lines', () => {
  const decode = strongswan.open({ zoneOffset: 0, year: 2026 })
  expect(decode('Jan  2 03:04:05 gate sshd[1]: Accepted password for alice')).toBeInstanceOf(Reject)
  expect(decode('05[IKE] no time')).toBeInstanceOf(Reject)
})
