import { expect, test } from 'vitest'
import { readAccount } from './account.ts'
import { settleIdentity } from './settle-identity.ts'
import type { Event } from '../event/event.ts'

test.each([
  ['CORP\\alice', 'alice', 'CORP'],
  ['CORP\\\\alice', 'alice', 'CORP'],
  ['CORP\\\\\\\\alice', 'alice', 'CORP'],
  ['CORP%5Calice', 'alice', 'CORP'],
  ['CORP=5Calice', 'alice', 'CORP'],
  ['CORP\\x5Calice', 'alice', 'CORP'],
  ['UNI\\1340021', '1340021', 'UNI'],
  ['.\\alice', 'alice', ''],
  ['LOCAL\\alice, 123', 'alice', ''],
  ['Doe, Jane', 'Doe, Jane', ''],
  ["'CORP\\alice'", 'alice', 'CORP'],
  ['alice@corp.example', 'alice', 'corp.example'],
  ['alice_partner.example#EXT#@corp.onmicrosoft.com', 'alice', 'partner.example'],
  ['#EXT#@corp.onmicrosoft.com', '#EXT#', 'corp.onmicrosoft.com'],
  ['C=DE, O=Example, CN=alice', 'alice', ''],
  ['/C=DE/O=Example/CN=alice', 'alice', ''],
  ['CN=alice,OU=Staff,CN=Users,DC=corp,DC=example', 'alice', ''],
  ['OU=Staff, CN="Hacker, Harry"', 'Hacker', ''],
  ['UID=alice,OU=Staff', 'alice', ''],
  ['C=DE, emailAddress=alice@corp.example', 'alice', 'corp.example'],
  ['host/PC1.corp.example', 'PC1$', 'corp.example'],
  ['CORP\\PC1$', 'PC1$', 'CORP'],
  ['*****', '', ''],
  ['N/A', '', ''],
  ['UNDEF', '', ''],
  ['', '', ''],
])('%s is %s of %s', (text, name, domain) => {
  expect(readAccount(text)).toMatchObject({ name, domain })
})

test('a record of any format names the person as every other', () => {
  const event: Event = {
    '@timestamp': 0,
    'user.name': 'CORP\\\\alice',
    'source.user.name': 'alice@corp.example',
    'destination.user.name': '(null)',
    'source.ip': 'fe80::1%eth0',
    'vpn.step': 'start',
  }
  expect(settleIdentity(event)).toEqual({
    '@timestamp': 0,
    'user.name': 'alice',
    'user.domain': 'CORP',
    'source.user.name': 'alice',
    'source.ip': 'fe80::1',
    'vpn.step': 'start',
  })
})

test('a computer takes no step of a session', () => {
  expect(
    settleIdentity({ '@timestamp': 0, 'user.name': 'host/pc1.corp.example', 'vpn.step': 'attempt' }),
  ).toEqual({
    '@timestamp': 0,
    'user.name': 'pc1$',
    'user.domain': 'corp.example',
  })
})
