import { expect, test } from 'vitest'
import { normaliseUser } from './normalise-user.ts'

test.each([
  ['Alice', 'alice'],
  ['CORP\\Alice', 'alice'],
  ['alice@corp.example', 'alice'],
  ['LOCAL\\\\alice', 'alice'],
  ['*****', ''],
  ['N/A', ''],
  ['  ', ''],
  [undefined, ''],
  ['@odd', '@odd'],
])('%s is %s', (name, user) => {
  expect(normaliseUser(name)).toBe(user)
})
