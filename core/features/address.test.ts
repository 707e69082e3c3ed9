import { describe, expect, it } from 'vitest'
import { isInternal } from './address.ts'

describe('isInternal', () => {
  it.each([
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.1',
    '192.168.1.1',
    '127.0.0.1',
    '169.254.1.1',
    '100.64.0.1',
    '::1',
    'fd12:3456::1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ])('%s is internal', (ip) => expect(isInternal(ip)).toBe(true))

  it.each([
    '172.15.0.1',
    '172.32.0.1',
    '100.128.0.1',
    '8.8.8.8',
    '11.0.0.1',
    '2001:db8::1',
    '',
    'printer',
    '::ffff:8.8.8.8',
  ])('%s is not', (ip) => expect(isInternal(ip)).toBe(false))
})
