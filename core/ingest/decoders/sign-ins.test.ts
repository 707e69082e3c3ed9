import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { detectFormat } from '../detect-format.ts'
import { decoders } from './index.ts'
import { jsonDecoder } from './json.ts'

const context = { zoneOffset: 60, year: 2026 }
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

function read(lines: readonly string[], name: string): (Event | Reject)[] {
  const detected = detectFormat(lines, decoders)
  expect(detected?.decoder.name).toBe(name)
  const decode = detected?.decoder.open(context)
  return lines.map((line) => decode?.(line)).filter((record) => record !== undefined)
}

function one(record: object, name = 'sign-ins'): Event {
  const line = JSON.stringify(record)
  const [event] = read([line], name)
  if (event === undefined || event instanceof Reject) throw new Error(JSON.stringify(event))
  expect(jsonDecoder(() => decoders).open(context)(line)).toEqual(event)
  return event
}

const entra = {
  '@timestamp': time,
  'user.name': 'alice',
  'user.email': 'alice@corp.example',
  'source.ip': '192.0.2.7',
  'network.application': 'VPN',
  'source.geo.country_iso_code': 'DE',
  'source.geo.city_name': 'Berlin',
  'observer.product': 'Entra ID',
}

const graph = {
  id: 'a',
  createdDateTime: '2026-01-02T03:04:05Z',
  userPrincipalName: 'alice@corp.example',
  appDisplayName: 'VPN',
  ipAddress: '192.0.2.7',
  clientAppUsed: 'Browser',
  isInteractive: true,
  status: { errorCode: 0, failureReason: 'Other.', additionalDetails: 'MFA completed in Azure AD' },
  deviceDetail: { operatingSystem: 'Windows10', deviceId: 'd1' },
  location: { city: 'Berlin', countryOrRegion: 'DE' },
  authenticationDetails: [
    { authenticationMethod: 'Password', succeeded: true },
    { authenticationMethod: 'Mobile app notification', succeeded: true },
  ],
}

const row = {
  Category: 'SignInLogs',
  TimeGenerated: '2026-01-02T03:04:05Z',
  UserPrincipalName: 'alice@corp.example',
  ResultType: '50126',
  ResultDescription: 'Invalid username or password.',
  IPAddress: '192.0.2.7',
  AppDisplayName: 'VPN',
  LocationDetails: '{"city":"Berlin","countryOrRegion":"DE"}',
}

describe('Entra ID', () => {
  it('as Graph lists it', () => {
    expect(one(graph)).toMatchObject({
      ...entra,
      'event.outcome': 'success',
      'vpn.step': 'attempt',
      'vpn.mfa.result': 'success',
      'vpn.auth_method': 'Mobile app notification',
      'vpn.client.os': 'Windows10',
    })
  })

  it.each([
    [50126, { 'vpn.step': 'attempt', 'event.outcome': 'failure' }],
    [50074, { 'vpn.step': 'challenge', 'vpn.mfa.result': 'prompted' }],
    [500121, { 'vpn.step': 'challenge', 'vpn.mfa.result': 'failure' }],
  ])('with code %i', (errorCode, expected) => {
    expect(one({ ...graph, status: { errorCode, failureReason: 'Said so' } })).toMatchObject({
      ...expected,
      'event.reason': 'Said so',
    })
  })

  it('without a step where nobody was asked', () => {
    expect(one({ ...graph, isInteractive: false })).not.toHaveProperty(['vpn.step'])
    expect(one({ ...graph, status: { errorCode: 50140 } })).not.toHaveProperty(['vpn.step'])
  })

  it('as the table of Sentinel, with and without its category', () => {
    const { Category: _category, ...bare } = row
    const told = { ...entra, 'event.outcome': 'failure', 'vpn.step': 'attempt' }
    expect(one(row, 'azure')).toMatchObject(told)
    expect(one(bare)).toMatchObject(told)
    const csv = [
      '"TimeGenerated [UTC]",UserPrincipalName,ResultType,IPAddress,AppDisplayName,LocationDetails',
      '"2026-01-02T03:04:05Z",alice@corp.example,50126,192.0.2.7,VPN,"{""city"":""Berlin"",""countryOrRegion"":""DE""}"',
    ]
    expect(read(csv, 'sign-ins-csv')).toMatchObject([told])
  })

  it('as the portal exports it', () => {
    const csv = [
      'Date (UTC),Request ID,User agent,User ID,User,Username,Application,IP address,Location,Status,Sign-in error code,Failure reason,Client app,Operating System,Multifactor authentication result',
      '2026-01-02T03:04:05Z,r,"Mozilla/5.0 (X, Y)",u,Alice,alice@corp.example,VPN,192.0.2.7,"Berlin, Berlin, DE",Failure,50126,Invalid password,Browser,Windows10,',
      '2026-01-02T03:04:05Z,r,"Mozilla/5.0 (X, Y)",u,Alice,alice@corp.example,VPN,192.0.2.7,"Berlin, Berlin, DE",Success,0,Other.,Browser,Windows10,MFA completed in Azure AD',
    ]
    expect(read(csv, 'sign-ins-csv')).toMatchObject([
      { ...entra, 'event.outcome': 'failure', 'event.reason': 'Invalid password' },
      { ...entra, 'event.outcome': 'success', 'vpn.mfa.result': 'success' },
    ])
  })
})

describe('Okta', () => {
  const okta = {
    actor: { id: '00u', type: 'User', alternateId: 'alice@corp.example' },
    client: {
      ipAddress: '192.0.2.7',
      userAgent: { rawUserAgent: 'Mozilla', os: 'Windows 10' },
      geographicalContext: { city: 'Berlin', country: 'Germany' },
    },
    authenticationContext: { externalSessionId: 's1' },
    eventType: 'user.session.start',
    outcome: { result: 'SUCCESS' },
    published: '2026-01-02T03:04:05.000Z',
    debugContext: { debugData: {} },
  }

  it.each([
    [{}, { 'vpn.step': 'attempt', 'event.outcome': 'success' }],
    [
      { outcome: { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' } },
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'event.reason': 'INVALID_CREDENTIALS' },
    ],
    [
      {
        eventType: 'user.authentication.auth_via_mfa',
        debugContext: { debugData: { factor: 'OKTA_VERIFY_PUSH' } },
      },
      { 'vpn.step': 'challenge', 'vpn.mfa.result': 'success', 'vpn.auth_method': 'OKTA_VERIFY_PUSH' },
    ],
    [
      { eventType: 'user.mfa.okta_verify.deny_push' },
      { 'vpn.step': 'challenge', 'vpn.mfa.result': 'failure', 'event.outcome': 'failure' },
    ],
    [{ eventType: 'system.push.send_factor_verify_push' }, { 'vpn.mfa.result': 'prompted' }],
  ])('%j', (more, expected) => {
    expect(one({ ...okta, ...more })).toMatchObject({
      '@timestamp': time,
      'user.name': 'alice',
      'source.ip': '192.0.2.7',
      'source.geo.country_name': 'Germany',
      'vpn.client.os': 'Windows 10',
      ...expected,
    })
  })

  it('takes what a policy or an application says for no attempt', () => {
    for (const eventType of ['policy.evaluate_sign_on', 'user.authentication.sso', 'user.lifecycle.create'])
      expect(one({ ...okta, eventType })).not.toHaveProperty(['vpn.step'])
  })
})

it.each([
  ['login_success', 'login_type', 'google_password', { 'vpn.step': 'attempt', 'event.outcome': 'success' }],
  [
    'login_failure',
    'login_failure_type',
    'login_failure_invalid_password',
    { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'event.reason': 'login_failure_invalid_password' },
  ],
  [
    'login_verification',
    'login_challenge_status',
    'Challenge Failed',
    { 'vpn.step': 'challenge', 'vpn.mfa.result': 'failure' },
  ],
])('Google Workspace: %s', (name, key, value, expected) => {
  expect(
    one({
      kind: 'admin#reports#activity',
      id: { time: '2026-01-02T03:04:05.000Z', applicationName: 'login' },
      actor: { email: 'alice@corp.example', profileId: '1' },
      ipAddress: '192.0.2.7',
      events: [{ type: 'login', name, parameters: [{ name: key, value }] }],
    }),
  ).toMatchObject({ '@timestamp': time, 'user.name': 'alice', 'source.ip': '192.0.2.7', ...expected })
})

it('Duo, as its panel exports it', () => {
  const csv = [
    '"Timestamp (UTC)","User","Integration","Factor","Device","IP Address","City","Country","Result","Reason"',
    '"2026-01-02T03:04:05","alice","VPN","Duo Push","+49","192.0.2.7","Berlin","DE","Failure","User marked fraud"',
  ]
  expect(read(csv, 'sign-ins-csv')).toMatchObject([
    {
      '@timestamp': time,
      'vpn.step': 'challenge',
      'vpn.mfa.result': 'failure',
      'user.name': 'alice',
      'source.geo.country_iso_code': 'DE',
    },
  ])
})

it('survives what is missing or of another kind', () => {
  const decode = jsonDecoder(() => decoders).open(context)
  for (const line of [
    '{"createdDateTime":"x","userPrincipalName":[1],"status":"{broken","ipAddress":7}',
    '{"kind":"admin#reports#activity","id":{"time":"2026-01-02T03:04:05Z"},"events":[{"parameters":[null,{"name":1}]}]}',
    '{"eventType":"user.session.start","published":"2026-01-02T03:04:05Z","actor":{"alternateId":"alice"},"target":[[[[1]]]],"outcome":{}}',
  ])
    expect(() => decode(line)).not.toThrow()
})
