import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { firstOf } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { setPerson } from '../../set-person.ts'
import { between, wordAfter } from '../between.ts'

interface Told {
  category: readonly string[]
  type: readonly string[]
  outcome?: 'success' | 'failure'
}

const authentication = ['authentication', 'network']

/** Messages about who works on the device itself (Junos OS System Log Explorer: UI_*, LOGIN_*, SSHD_*). No remote access. */
const messages: ReadonlyMap<string, Told> = new Map<string, Told>([
  ['UI_LOGIN_EVENT', { category: authentication, type: ['start'], outcome: 'success' }],
  ['UI_AUTH_EVENT', { category: authentication, type: ['info'], outcome: 'success' }],
  ['UI_LOGOUT_EVENT', { category: authentication, type: ['end'], outcome: 'success' }],
  ['LOGIN_INFORMATION', { category: authentication, type: ['start'], outcome: 'success' }],
  ['LOGIN_FAILED', { category: authentication, type: ['start'], outcome: 'failure' }],
  ['LOGIN_PAM_AUTHENTICATION_ERROR', { category: authentication, type: ['start'], outcome: 'failure' }],
  ['SSHD_LOGIN_FAILED', { category: authentication, type: ['start'], outcome: 'failure' }],
  ['SSHD_LOGIN_ATTEMPTS_THRESHOLD', { category: authentication, type: ['info'], outcome: 'failure' }],
  ['WEB_AUTH_SUCCESS', { category: authentication, type: ['start'], outcome: 'success' }],
  ['WEB_AUTH_FAIL', { category: authentication, type: ['start'], outcome: 'failure' }],
  ['UI_COMMIT', { category: ['configuration', 'network'], type: ['change'] }],
  ['UI_CFG_AUDIT_SET', { category: ['configuration', 'network'], type: ['change'] }],
  ['UI_CFG_AUDIT_OTHER', { category: ['configuration', 'network'], type: ['change'] }],
])

/** `User 'alice' login, class 'j-super-user' [1234], ssh-connection '192.0.2.7 50000 198.51.100.1 22'`, or pairs that say so. */
export function readAdministrator(event: Event, tag: string, pairs: KeyValues, text: string): void {
  const told = messages.get(tag)
  const isCommand = tag === 'UI_CMDLINE_READ_LINE'
  if (told === undefined && !isCommand) return
  if (told !== undefined) {
    event['event.category'] = told.category
    event['event.type'] = told.type
    if (told.outcome !== undefined) event['event.outcome'] = told.outcome
  }
  if (event['user.name'] === undefined) setPerson(event, userIn(text))
  const from =
    firstOf(pairs, ['ssh-connection', 'source-address', 'remote-address', 'hostname']) ??
    (between(text, "ssh-connection '", "'") || between(text, "host '", "'") || wordAfter(text, 'from host '))
  const [address = ''] = from.split(' ', 1)
  if (isAddress(address)) event['source.ip'] ??= address
}

function userIn(text: string): string | undefined {
  const user = between(text, "user '", "'") || between(text, "User '", "'")
  return (
    user ||
    wordAfter(text, 'for user ') ||
    (text.startsWith('User ') ? wordAfter(text, 'User ') : '') ||
    undefined
  )
}
