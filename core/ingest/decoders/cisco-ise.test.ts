import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { ciscoIse } from './cisco-ise.ts'

const context = { zoneOffset: 0, year: 2026 }
const open = () => ciscoIse.open(context)
const decode = open()

const head = '<182>Jan  2 03:04:05 ise1 CISE_'
const own = '1 0 2026-01-02 05:04:05.028075 +02:00 0091827141'
const time = Date.UTC(2026, 0, 2, 3, 4, 5, 28)

describe('authentication', () => {
  it('reads a passed one with its person, gateway and method', () => {
    expect(
      decode(
        `${head}Passed_Authentications 0000070618 ${own} 5200 NOTICE Passed-Authentication: Authentication succeeded, ConfigVersionId=33, Device IP Address=10.0.0.1, DestinationIPAddress=10.0.0.9, DestinationPort=1812, UserName=alice, Protocol=Radius, NetworkDeviceName=gate1, User-Name=alice, Calling-Station-ID=192.0.2.7, AuthenticationMethod=MSCHAPV2, CVPN3000/ASA/PIX7x-Tunnel-Group-Name=Staff, Step=11001, Step=11017,`,
      ),
    ).toMatchObject({
      '@timestamp': time,
      'event.action': 'passed-authentication',
      'event.category': ['authentication'],
      'event.outcome': 'success',
      'event.code': '5200',
      'client.ip': '10.0.0.1',
      'destination.ip': '10.0.0.9',
      'destination.port': 1812,
      'network.protocol': 'radius',
      'source.ip': '192.0.2.7',
      'user.name': 'alice',
      'vpn.step': 'attempt',
      'vpn.gateway': 'gate1',
      'vpn.group': 'Staff',
      'vpn.auth_method': 'MSCHAPV2',
    })
  })

  it('reads a failed one with its reason', () => {
    expect(
      decode(
        `${head}Failed_Attempts 0000070619 ${own} 5400 NOTICE Failed-Attempt: Authentication failed, UserName=alice, Calling-Station-ID=192.0.2.7, FailureReason=22040 Wrong password or invalid shared secret,`,
      ),
    ).toMatchObject({
      'event.outcome': 'failure',
      'event.type': ['info'],
      'vpn.step': 'attempt',
      'event.reason': '22040 Wrong password or invalid shared secret',
    })
  })

  it.each([
    ['UserName=92-09-00-00-00-01, Protocol=Radius', 'a device by its address'],
    ['UserName=host/pc1.corp.example, Protocol=Radius', 'a domain member'],
    ['UserName=alice, Protocol=Tacacs', 'an operator at a network device'],
  ])('is no step of a person: %s (%s)', (details) => {
    const event = decode(`${head}Passed_Authentications 0000070618 ${own} 5200 NOTICE Passed: x, ${details},`)
    expect(event).not.toBeInstanceOf(Reject)
    expect(event).not.toHaveProperty(['vpn.step'])
  })
})

describe('accounting', () => {
  const details =
    'Device IP Address=10.0.0.1, User-Name=alice, Framed-IP-Address=10.8.0.5, Calling-Station-ID=192.0.2.7, Acct-Session-Id=81, '
  const counters =
    'Acct-Input-Octets=10, Acct-Input-Gigawords=1, Acct-Output-Octets=20, Acct-Session-Time=60, Acct-Terminate-Cause=User Request,'

  it('tells a start and an end', () => {
    expect(
      decode(
        `${head}RADIUS_Accounting 0000000001 ${own} 3000 NOTICE Radius-Accounting: RADIUS Accounting start request, ${details}Acct-Status-Type=Start,`,
      ),
    ).toMatchObject({ 'vpn.step': 'start', 'vpn.assigned_ip': '10.8.0.5', 'vpn.session_id': '81' })
    expect(
      decode(
        `${head}RADIUS_Accounting 0000000002 ${own} 3001 NOTICE Radius-Accounting: RADIUS Accounting stop request, ${details}Acct-Status-Type=Stop, ${counters}`,
      ),
    ).toMatchObject({
      'event.action': 'radius-accounting',
      'event.category': ['configuration'],
      'vpn.step': 'end',
      'vpn.bytes_in': 4_294_967_306,
      'vpn.bytes_out': 20,
      'vpn.duration': 60,
      'vpn.disconnect_reason': 'User Request',
    })
  })

  it('makes one step of a message in two segments, with what both say', () => {
    const read = open()
    const first = read(
      `${head}RADIUS_Accounting 0000000003 2 0 2026-01-02 05:04:05.028 +02:00 1 3001 NOTICE Radius-Accounting: stop, ${details}`,
    )
    expect(first).toMatchObject({ 'user.name': 'alice' })
    expect(first).not.toHaveProperty(['vpn.step'])
    expect(read(`${head}RADIUS_Accounting 0000000003 2 1 ${counters}`)).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5),
      'vpn.step': 'end',
      'user.name': 'alice',
      'source.ip': '192.0.2.7',
      'vpn.duration': 60,
    })
  })
})

it('joins segments in any order, and keeps what a lost one leaves apart', () => {
  const read = open()
  const last = read(
    `${head}Failed_Attempts 0000000004 2 1  Calling-Station-ID=192.0.2.7, NAS-Identifier=vpn1,`,
  )
  expect(last).not.toHaveProperty(['vpn.step'])
  expect(
    read(
      `${head}Failed_Attempts 0000000004 2 0 2026-01-02 05:04:05.028 +02:00 1 5400 NOTICE Failed-Attempt: Authentication failed, UserName=bob, Protocol=Radius, FailureReason=22056 Subject not found,`,
    ),
  ).toMatchObject({
    'vpn.step': 'attempt',
    'event.outcome': 'failure',
    'event.code': '5400',
    'user.name': 'bob',
    'source.ip': '192.0.2.7',
    'vpn.gateway': 'vpn1',
  })
})

describe('other messages', () => {
  it('reads an administrator’s login, which is no remote access', () => {
    const event = decode(
      `${head}Administrative_and_Operational_Audit 0000081797 ${own} 51020 NOTICE Administrator-Login: Administrator authentication failed. Login username does not exist., ConfigVersionId=1610, AdminIPAddress=192.0.2.7, , AdminName=x\\, y, OperationMessageText=User not found,`,
    )
    expect(event).toMatchObject({
      'event.action': 'administrator-login',
      'event.category': ['iam', 'authentication'],
      'event.type': ['admin', 'info'],
      'client.ip': '192.0.2.7',
      'source.ip': '192.0.2.7',
      'event.outcome': 'failure',
      message: 'Administrator-Login: Administrator authentication failed. Login username does not exist.',
    })
    expect(event).not.toHaveProperty(['vpn.step'])
  })

  it('takes a zone behind the time of the header', () => {
    expect(decode('<182>Jan  2 03:04:05 +02:00 ise1 CISE_Guest 1 2 1 PortalName=x,')).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 1, 4, 5),
      'observer.hostname': 'ise1',
      'event.category': ['configuration'],
    })
  })

  it('rejects what is not of ISE', () => {
    expect(decode('Jan  2 03:04:05 host app: hello')).toBeInstanceOf(Reject)
    expect(decode('CISE_Guest 1 1 0 PortalName=x,')).toBeInstanceOf(Reject)
    expect(decode('')).toBeUndefined()
  })
})
