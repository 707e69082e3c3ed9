import type { Event } from '../../../event/event.ts'
import { between } from '../between.ts'
import { setPerson } from './person.ts'

interface Change {
  subject: 'user' | 'group'
  type: 'creation' | 'deletion' | 'change'
}

const programs = new Map<string, Change>([
  ['useradd', { subject: 'user', type: 'creation' }],
  ['userdel', { subject: 'user', type: 'deletion' }],
  ['usermod', { subject: 'user', type: 'change' }],
  ['groupadd', { subject: 'group', type: 'creation' }],
  ['groupdel', { subject: 'group', type: 'deletion' }],
  ['groupmod', { subject: 'group', type: 'change' }],
])

/** `useradd`, `groupmod` and their kin (shadow-utils), and `gpasswd`. False where another program speaks. */
export function readAccountChange(event: Event, message: string, app: string): boolean {
  if (app === 'gpasswd') {
    readMembership(event, message)
    return true
  }
  const change = programs.get(app)
  if (change === undefined) return false
  event['event.category'] = ['iam']
  event['event.type'] = [change.subject, change.type]
  event['event.outcome'] = message.includes('fail') ? 'failure' : 'success'
  if (message.startsWith('new user: name=')) event['user.name'] = between(message, 'name=', ',')
  else if (message.startsWith('new group: name=')) event['group.name'] = between(message, 'name=', ',')
  else if (message.startsWith("add '")) readAdded(event, message)
  else setPerson(event, message)
  const uid = between(message, 'UID=', ',')
  if (uid !== '') event['user.id'] = uid
  return true
}

/** `add 'alice' to group 'sudo'`, also `to shadow group`. */
function readAdded(event: Event, message: string): void {
  event['event.action'] = 'group-member-added'
  event['user.name'] = between(message, "add '", "'")
  const group = between(message, "group '", "'")
  if (group !== '') event['group.name'] = group
}

/** `user bob added by alice to group sudo`. */
function readMembership(event: Event, message: string): void {
  const action = [' added by ', ' removed by '].find((text) => message.includes(text))
  if (action === undefined || !message.startsWith('user ')) return
  const [actor = ''] = message.slice(message.indexOf(action) + action.length).split(' ', 1)
  event['event.action'] = action === ' added by ' ? 'group-user-added' : 'group-user-removed'
  event['event.category'] = ['iam']
  event['event.type'] = ['change']
  event['event.outcome'] = 'success'
  event['user.name'] = actor
  const at = message.lastIndexOf(' group ')
  if (at > 0) event['group.name'] = message.slice(at + 7)
}
