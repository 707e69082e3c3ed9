import { expect, test } from 'vitest'
import { openAsn } from './asn.ts'
import { readIpv4Systems, readIpv6Systems } from './asn-table.ts'
import { findDataPackage } from './data-package.ts'
import { networkKind } from './network-kind.ts'

const installed = findDataPackage('@ip-location-db/asn') !== undefined

test.skipIf(!installed)('knows who announces an address, in both families', async () => {
  const asn = await openAsn()
  expect(asn.date).toMatch(/^20\d\d-\d\d-\d\d$/)
  expect(asn.lookup('8.8.8.8')).toEqual({ number: 15169, name: 'Google LLC', kind: 'hosting' })
  expect(asn.lookup('2001:4860:4860::8888')?.number).toBe(15169)
  expect(asn.lookup('::ffff:8.8.8.8')?.number).toBe(15169)
  expect(asn.lookup('73.1.1.1')).toMatchObject({ number: 7922, kind: 'isp' })
  for (const ip of ['10.1.2.3', '', 'x', '255.255.255.255']) expect(asn.lookup(ip)).toBeUndefined()
})

test('works without the data and says why it knows nothing', async () => {
  const asn = await openAsn('@ip-location-db/not-installed')
  expect(asn.missing).toContain('not installed')
  expect(asn.lookup('8.8.8.8')).toBeUndefined()
})

test('reads ranges with quoted and unquoted names', () => {
  const csv =
    '16777216,16777471,64500,"Example ""Cloud"", Inc."\n16778240,16779263,64501,Beispiel Stadtwerke\n'
  const { starts, ends, network } = readIpv4Systems(Buffer.from(csv))
  expect([...starts]).toEqual([16777216, 16778240])
  expect([...ends]).toEqual([16777471, 16779263])
  expect(network(0)).toEqual({ number: 64500, name: 'Example "Cloud", Inc.', kind: 'hosting' })
  expect(network(1)?.kind).toBe('unknown')
  expect(network(2)).toBeUndefined()
})

test('keeps the upper half of IPv6 ranges', () => {
  const csv = '42540488241204005274814694018844196863,42540488479220947418001729822520246271,64500,Example\n'
  expect([...readIpv6Systems(Buffer.from(csv)).starts]).toEqual([
    42540488241204005274814694018844196863n >> 64n,
  ])
})

test.each([
  [14061, 'DigitalOcean, LLC', 'hosting'],
  [9009, 'M247 Europe SRL', 'hosting'],
  [64500, 'Acme Hosting Ltd', 'hosting'],
  [64500, 'Some Datacenter GmbH', 'hosting'],
  [64500, 'Cellular One', 'mobile'],
  [64500, 'University of Somewhere', 'education'],
  [64500, 'Turk Telekomunikasyon', 'isp'],
  [64500, 'Rural Broadband Coop', 'isp'],
  [64500, 'First National Bank', 'business'],
  [64500, 'Acme', 'unknown'],
] as const)('AS%i %s is %s', (number, name, kind) => {
  expect(networkKind(number, name)).toBe(kind)
})
