import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { cef } from './cef.ts'

const decode = cef.open({ zoneOffset: 0, year: 2026 })
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

describe('header', () => {
  it('names device, event and severity; pipes and backslashes may be escaped', () => {
    expect(
      decode(
        `CEF:0|Sec\\|Co|Gate\\\\way|1.0|100|worm stopped|High|rt=${time} src=192.0.2.1 dst=198.51.100.2`,
      ),
    ).toMatchObject({
      '@timestamp': time,
      'observer.vendor': 'Sec|Co',
      'observer.product': 'Gate\\way',
      'observer.version': '1.0',
      'event.code': '100',
      'event.severity': 7,
      message: 'worm stopped',
    })
  })
  it('may stand behind any syslog header, whose time counts where the record has none', () => {
    expect(decode('<134>Jan  2 03:04:05 gate CEF:0|V|P|1|2|n|3|src=192.0.2.1')).toMatchObject({
      '@timestamp': time,
      'source.ip': '192.0.2.1',
      'observer.hostname': 'gate',
    })
    expect(decode('<134>1 2026-01-02T03:04:05Z gate app - - - CEF:0|V|P|1|2|n|3|')).toMatchObject({
      '@timestamp': time,
    })
  })
  it('is read without a time, which then is NaN', () => {
    expect(decode('CEF:0|V|P|1|2|n|3|src=192.0.2.1')).toMatchObject({
      '@timestamp': NaN,
      'source.ip': '192.0.2.1',
    })
  })
  it('rejects what is not whole', () => {
    expect(decode('CEF:0|V|P|1|2|n')).toBeInstanceOf(Reject)
    expect(decode('hello')).toBeInstanceOf(Reject)
    expect(decode('')).toBeUndefined()
  })
})

describe('extension', () => {
  it('has blanks, escapes and bare equals signs in its values', () => {
    expect(
      decode(
        `CEF:0|V|P|1|2|n|3|rt=Jan 02 2026 03:04:05 msg=two words\\nand \\= sign request=http://e.com/a?b=c&d=e suser=CORP\\\\alice spt=99999999999999999 fname=C:\\dir dpt=443   `,
      ),
    ).toMatchObject({
      '@timestamp': time,
      message: 'two words\nand = sign',
      'url.original': 'http://e.com/a?b=c&d=e',
      'url.query': 'b=c&d=e',
      'user.name': 'alice',
      'user.domain': 'CORP',
      'file.name': 'C:\\dir',
      'destination.port': 443,
    })
  })
  it('may use full names, and labels of custom fields', () => {
    expect(
      decode(
        `CEF:0|V|P|1|2|n|3|deviceReceiptTime=${time} sourceAddress=192.0.2.1 deviceDirection=1 cs1=web-out cs1Label=Rule Name cs2=x in=5 out=7`,
      ),
    ).toMatchObject({
      'source.ip': '192.0.2.1',
      'network.direction': 'outbound',
      'destination.bytes': 5,
      'rule.name': 'web-out',
      'network.bytes': 12,
    })
  })
  it('takes only addresses for addresses', () => {
    expect(decode(`CEF:0|V|P|1|2|n|3|rt=${time} src=gate dst=::1`)).toMatchObject({ 'destination.ip': '::1' })
    expect(decode(`CEF:0|V|P|1|2|n|3|rt=${time} src=gate`)).not.toHaveProperty(['source.ip'])
  })
})

describe('what it counts', () => {
  const counts = (vendor: string, version: string, rest: string) => {
    const event = decode(
      `CEF:0|${vendor}|P|${version}|2|traffic|3|rt=${time} src=192.0.2.1 dst=198.51.100.2 in=5 out=7 ${rest}`,
    )
    if (event === undefined || event instanceof Reject) throw new Error('no event')
    return [event['source.bytes'], event['destination.bytes']]
  }
  it.each([
    ['V', '1', '', [5, 7]],
    ['V', '1', 'deviceDirection=0', [5, 7]],
    ['V', '1', 'deviceDirection=1', [7, 5]],
    ['Fortinet', 'v7.4', '', [7, 5]],
    ['Zscaler', '5.7', '', [7, 5]],
    ['Palo Alto Networks', '9.1.3', '', [5, 7]],
    ['Palo Alto Networks', '10.2.0', '', [7, 5]],
  ])('by %s %s %s', (vendor, version, rest, expected) => {
    expect(counts(vendor, version, rest)).toEqual(expected)
  })
})

describe('dialects', () => {
  it('put a blank behind the colon, and leave a backslash in a name as it is', () => {
    const line = `Jan  2 03:04:05 gate CEF: 0|V|P|1|2|n|3|rt=${time} suser=CORP\\nancy app=HTTPS proto=17 act=blocked src=192.0.2.1 dst=198.51.100.2`
    expect(cef.sniff(line)).toBeGreaterThan(0.9)
    expect(decode(line)).toMatchObject({
      'user.name': 'nancy',
      'user.domain': 'CORP',
      'network.protocol': 'https',
      'network.transport': 'udp',
      'event.outcome': 'failure',
      'event.type': ['connection', 'denied'],
    })
  })
  it('name the computer that acts for a person', () => {
    expect(decode(`CEF:0|V|P|1|2|n|3|rt=${time} suser=PC1$ duser=alice`)).toMatchObject({
      'user.name': 'alice',
    })
  })
})

describe('connections', () => {
  it('are flows with the verdict of the action', () => {
    expect(
      decode(`CEF:0|V|P|1|2|n|3|rt=${time} act=Deny src=192.0.2.1 dst=198.51.100.2 dpt=22 proto=TCP`),
    ).toMatchObject({
      'event.action': 'Deny',
      'event.category': ['network'],
      'event.type': ['connection', 'denied'],
      'network.transport': 'tcp',
    })
  })
  it('of Check Point have their IPv6 addresses and durations in custom fields', () => {
    expect(
      decode(
        `CEF:0|Check Point|VPN-1 & FireWall-1|R81|Log|https|5|rt=${time} act=Accept suser=bob c6a2=2001:db8::1 c6a2Label=Source IPv6 Address c6a3=2001:db8::2 c6a3Label=Destination IPv6 Address cn2=5 cn2Label=Duration in Seconds rule_uid=u-1 inzone=Internal flexString2=Port scan flexString2Label=Attack Information`,
      ),
    ).toMatchObject({
      'source.ip': '2001:db8::1',
      'destination.ip': '2001:db8::2',
      'event.action': 'Port scan',
      'event.category': ['network', 'intrusion_detection'],
      'event.duration': 5e9,
      'rule.uuid': 'u-1',
      'observer.ingress.zone': 'Internal',
    })
  })
})

describe('remote access', () => {
  const fortigate = (event: string, rest: string) =>
    decode(
      `CEF:0|Fortinet|Fortigate|v7.4|39424|event:vpn ${event}|3|rt=${time} cat=event:vpn act=${event} FTNTFGTlogid=0101039424 FTNTFGTsubtype=vpn FTNTFGTremip=192.0.2.7 duser=alice ${rest}`,
    )
  it('tells login, refusal and end of a session', () => {
    expect(
      fortigate('tunnel-up', 'FTNTFGTtunnelip=10.212.134.200 FTNTFGTtunnelid=7 FTNTFGTgroup=staff'),
    ).toMatchObject({
      'vpn.step': 'start',
      'event.outcome': 'success',
      'user.name': 'alice',
      'source.ip': '192.0.2.7',
      'vpn.assigned_ip': '10.212.134.200',
      'vpn.session_id': '7',
      'vpn.group': 'staff',
    })
    expect(fortigate('ssl-login-fail', '')).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
    })
    expect(fortigate('tunnel-down', 'FTNTFGTduration=60 in=5 out=7')).toMatchObject({
      'vpn.step': 'end',
      'vpn.bytes_in': 5,
      'vpn.bytes_out': 7,
      'vpn.duration': 60,
    })
    expect(fortigate('tunnel-stats', '')).toMatchObject({ 'vpn.step': 'update' })
  })
  it('is not every login, nor every record of a firewall with VPN in its name', () => {
    expect(
      decode(`CEF:0|Microsoft|Windows|10|4624|An account was logged on|3|rt=${time} suser=bob`),
    ).not.toHaveProperty(['vpn.step'])
    expect(
      decode(
        `CEF:0|Check Point|VPN-1 & FireWall-1|R81|Log|Log In|5|rt=${time} suser=bob src=192.0.2.1 act=Accept`,
      ),
    ).not.toHaveProperty(['vpn.step'])
    expect(
      decode(`CEF:0|Check Point|Endpoint VPN|R81|Log|Log In|5|rt=${time} suser=bob src=192.0.2.1`),
    ).toMatchObject({ 'vpn.step': 'start' })
  })
})

it('recognises its own lines only', () => {
  expect(cef.sniff('<134>Jan  2 03:04:05 gate CEF:0|V|P|1|2|n|3|a=b')).toBeGreaterThan(0.9)
  for (const line of [
    'CEF:0|V|P',
    '{"message":"CEF:0|V|P|1|2|n|3|"}',
    'SCEF:0|V|P|1|2|n|3|',
    'CEF:x|V|P|1|2|n|3|',
  ])
    expect(cef.sniff(line), line).toBe(0)
})
