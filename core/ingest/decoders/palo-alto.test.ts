import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { paloAlto } from './palo-alto.ts'
import { readColumns } from './palo-alto/columns.ts'

const decode = paloAlto.open({ zoneOffset: -300, year: 2026 })
const record = (type: string, subtype: string, rest: string) =>
  decode(
    `<14>Jan  2 03:04:06 PA1 1,2026/01/02 03:04:06,0123,${type},${subtype},2561,2026/01/02 03:04:05,${rest}`,
  )

/** A GLOBALPROTECT record from `eventid` on; columns as PAN-OS 10 documents them. */
function globalProtect(
  id: string,
  stage: string,
  values: { user?: string; inner?: string; status?: string; reason?: string; duration?: string },
) {
  const { user = 'corp\\alice', inner = '0.0.0.0', status = 'success', reason = '', duration = '0' } = values
  return record(
    'GLOBALPROTECT',
    '0',
    `vsys1,${id},${stage},SAML,IPSec,${user},US,PC-7,192.0.2.7,0.0.0.0,${inner},0.0.0.0,hid-1,SN1,6.1.2,Windows,"Microsoft Windows 11, 64-bit",1,${reason},,"",${status},,${duration},user-logon,0,portal1,700,0x0,2026-01-02T03:04:05.100-05:00,,,,,gw-east,0,0,0,0,,PA1,1`,
  )
}

describe('GlobalProtect', () => {
  it.each([
    [
      'portal-auth',
      'login',
      { status: 'failure', reason: 'Invalid username or password' },
      {
        'vpn.step': 'attempt',
        'event.outcome': 'failure',
        'event.reason': 'Invalid username or password',
        'user.name': 'alice',
      },
    ],
    [
      'gateway-auth',
      'login',
      {},
      { 'vpn.step': 'attempt', 'event.outcome': 'success', 'vpn.auth_method': 'SAML' },
    ],
    ['gateway-register', 'login', {}, { 'vpn.step': 'start' }],
    [
      'gateway-connected',
      'connected',
      { inner: '10.9.0.4' },
      {
        'vpn.step': 'start',
        'vpn.assigned_ip': '10.9.0.4',
        'vpn.gateway': 'gw-east',
        'vpn.device.name': 'PC-7',
        'vpn.device.id': 'hid-1',
        'vpn.client.version': '6.1.2',
        'vpn.client.os': 'Microsoft Windows 11, 64-bit',
      },
    ],
    ['gateway-getconfig', 'configuration', { inner: '10.9.0.4' }, { 'vpn.step': 'assign' }],
    [
      'gateway-logout',
      'logout',
      { duration: '7200', reason: 'client logout' },
      { 'vpn.step': 'end', 'vpn.duration': 7200, 'vpn.disconnect_reason': 'client logout' },
    ],
    [
      'gateway-register',
      'login',
      { status: 'failure' },
      { 'vpn.step': 'attempt', 'event.outcome': 'failure' },
    ],
  ])('%s at %s', (id, stage, values, expected) => {
    expect(globalProtect(id, stage, values)).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 8, 4, 5),
      'event.code': id,
      'source.ip': '192.0.2.7',
      ...expected,
    })
  })

  it('is read from system messages of older releases', () => {
    const system = (id: string, text: string) =>
      record('SYSTEM', 'globalprotect', `,${id},gw,0,0,general,informational,"${text}",1,0x0`)
    expect(
      system(
        'globalprotectgateway-auth-fail',
        'GlobalProtect gateway user authentication failed. Login from: 192.0.2.7, User name: alice, Client OS version: Microsoft Windows 10 Enterprise, 64-bit, Reason: Authentication failed: Invalid username or password, Auth type: profile.',
      ),
    ).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'source.ip': '192.0.2.7',
      'user.name': 'alice',
      'vpn.client.os': 'Microsoft Windows 10 Enterprise, 64-bit',
      'event.reason': 'Authentication failed: Invalid username or password',
      'vpn.auth_method': 'profile',
    })
    expect(
      system(
        'globalprotectgateway-auth-fail',
        'GlobalProtect gateway user authentication failed. Login from: 192.0.2.7, User name: corp\\alice, Client OS version: Microsoft Windows 11 Pro , 64-bit, error: Invalid password, Auth type: profile.',
      ),
    ).toMatchObject({
      'vpn.client.os': 'Microsoft Windows 11 Pro , 64-bit',
      'event.reason': 'Invalid password',
    })
    expect(
      system(
        'globalprotectgateway-config-succ',
        'GlobalProtect gateway client configuration generated. User name: alice, Private IP: 10.9.0.4, Client version: 5.2.1, Device name: PC-7, VPN type: Device Level VPN.',
      ),
    ).toMatchObject({ 'vpn.step': 'assign', 'vpn.assigned_ip': '10.9.0.4', 'vpn.device.name': 'PC-7' })
    expect(
      system(
        'globalprotectgateway-logout-succ',
        'GlobalProtect gateway user logout succeeded. User name: alice, Reason: client logout.',
      ),
    ).toMatchObject({ 'vpn.step': 'end', 'vpn.disconnect_reason': 'client logout' })
  })
})

it('reads traffic', () => {
  const columns =
    '10.9.0.4,198.51.100.7,0.0.0.0,0.0.0.0,allow-out,corp\\alice,,ssl,vsys1,vpn,untrust,tunnel.1,ethernet1/1,fwd,2026/01/02 03:04:05,900,1,50000,443,0,0,0x19,tcp,allow,3000,1000,2000,30,2026/01/02 03:03:00,60,any,0,1,0x0,10.0.0.0-10.255.255.255,United States,0,10,20,tcp-fin'
  expect(record('TRAFFIC', 'end', columns)).toMatchObject({
    'event.action': 'flow_terminated',
    'event.type': ['allowed', 'end', 'connection'],
    'event.outcome': 'success',
    'network.flow_id': '900',
    'source.bytes': 1000,
    'destination.bytes': 2000,
    'source.packets': 10,
    'network.transport': 'tcp',
    'user.name': 'alice',
    'user.domain': 'corp',
    'rule.name': 'allow-out',
    'event.duration': 60e9,
    'observer.ingress.zone': 'vpn',
  })
})

it('reads a change, a mapping and a host report', () => {
  expect(record('CONFIG', '0', '192.0.2.9,,commit,admin,Web,Submitted,,1,0x0')).toMatchObject({
    'event.action': 'cmd-commit',
    'event.outcome': 'unknown',
    'user.name': 'admin',
  })
  expect(
    record('USERID', 'login', 'vsys1,10.9.0.4,corp\\alice,gp,0,1,10800,0,0,vpn-client,globalprotect,5,0x0'),
  ).toMatchObject({ 'vpn.step': 'assign', 'vpn.assigned_ip': '10.9.0.4', 'user.name': 'alice' })
  expect(record('HIPMATCH', '0', 'corp\\alice,vsys1,PC-7,Windows,10.9.0.4,hip-ok,1,profile')).toMatchObject({
    'vpn.step': 'update',
    'vpn.device.name': 'PC-7',
    'host.name': 'pc-7',
  })
})

it('splits columns', () => {
  expect(readColumns('a,"b ""c"", d",,{x,y},e', 0)).toEqual(['a', 'b "c", d', '', '{x,y}', 'e'])
  expect(readColumns('a,"open', 0)).toEqual(['a', 'open'])
})

it('rejects other lines', () => {
  expect(decode('1,2,3')).toBeInstanceOf(Reject)
  expect(decode('Domain,Receive Time,Serial #,Type')).toBeUndefined()
  expect(paloAlto.sniff('2026-01-02,alice,login')).toBe(0)
  expect(paloAlto.sniff('2026/01/02 03:04:05,1,TRAFFIC')).toBe(0)
})

it('takes the zone of its clock from a time with an offset, wherever that stands', () => {
  const body =
    '1,2026/01/02 09:04:06,0123,SYSTEM,auth,0,2026/01/02 09:04:05,,auth-fail,x,0,0,general,high,text'
  const right = { '@timestamp': Date.UTC(2026, 0, 2, 3, 34, 5) }
  expect(decode(`<14>1 2026-01-02T09:04:07+05:30 fw1 - - - - ${body}`)).toMatchObject(right)
  expect(decode(`${body},,2026-01-02T09:04:05.123+05:30`)).toMatchObject(right)
  expect(decode(`<14>1 2026-01-02T03:34:07Z fw1 - - - - ${body}`)).toMatchObject(right)
  // A message that quotes another moment tells nothing of the clock.
  expect(decode(`${body.replace('text', 'until 2026-01-02T11:11:00Z')}`)).toMatchObject({
    '@timestamp': Date.UTC(2026, 0, 2, 14, 4, 5),
  })
})
