import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { expect, test } from 'vitest'
import { isIp, isPrivate, normaliseIp, parseIpv4 } from './ip.ts'

test('reads dotted IPv4 and nothing else', () => {
  expect(parseIpv4('1.2.3.4')).toBe(0x01020304)
  expect(parseIpv4('255.255.255.255')).toBe(0xffffffff)
  expect(parseIpv4('0.0.0.0')).toBe(0)
  for (const text of [
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '1..2.3',
    '01.2.3.4',
    ' 1.2.3.4',
    '1.2.3.4 ',
    '1.2.3.',
  ]) {
    expect(parseIpv4(text), text).toBe(-1)
  }
})

test('reads every IPv4 address as ipaddr.js does', () => {
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      const octets = ipaddr.IPv4.parse(text).octets
      expect(parseIpv4(text)).toBe(octets.reduce((address, octet) => address * 256 + octet, 0))
    }),
  )
})

test('gives an address one spelling', () => {
  expect(normaliseIp('10.0.0.1')).toBe('10.0.0.1')
  expect(normaliseIp('2001:DB8:0:0:0:0:0:1')).toBe('2001:db8::1')
  expect(normaliseIp('::ffff:1.2.3.4')).toBe('1.2.3.4')
  expect(normaliseIp('fe80::1%eth0')).toBe('fe80::1')
  expect(normaliseIp('gateway')).toBeUndefined()
})

test('knows which addresses are not on the public internet', () => {
  const inside =
    '10.1.1.1 127.0.0.1 169.254.3.4 172.16.0.1 172.31.255.255 192.168.0.1 100.64.0.1 100.127.9.9 198.18.0.1'
  for (const ip of `${inside} 198.19.1.1 224.0.0.1 255.255.255.255 0.0.0.0 192.0.0.8 ::1 fe80::1 fd00::1 ff02::1`.split(
    ' ',
  )) {
    expect(isPrivate(ip), ip).toBe(true)
  }
  expect(isPrivate('::ffff:192.168.1.1')).toBe(true)
  for (const ip of '8.8.8.8 172.15.0.1 172.32.0.1 192.169.0.1 100.128.0.1 203.0.113.7 2001:4860::1'.split(
    ' ',
  )) {
    expect(isPrivate(ip), ip).toBe(false)
  }
})

test('never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.stringMatching(/^[0-9a-f:.%]{0,50}$/)), (text) => {
      expect(isIp(text)).toBe(normaliseIp(text) !== undefined)
      isPrivate(text)
    }),
  )
})
