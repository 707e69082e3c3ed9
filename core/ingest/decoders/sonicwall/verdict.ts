import type { Event } from '../../../event/event.ts'
import { idsByClass } from './messages.data.ts'
import type { MessageClass } from './messages.data.ts'

type Verdict = Pick<Event, 'event.action' | 'event.category' | 'event.kind' | 'event.outcome' | 'event.type'>

/** ECS category, type and, where it is not a success, outcome of a class of messages. */
const classes: Record<MessageClass, readonly [category: string, types: string, outcome?: 'failure']> = {
  'packet-dropped': ['network', 'denied'],
  'connection-info': ['network', 'connection info'],
  'connection-start': ['network', 'connection start'],
  'connection-end': ['network', 'connection end'],
  'connection-denied': ['network', 'connection denied'],
  'config-add': ['configuration', 'creation'],
  'config-change': ['configuration', 'change'],
  'config-change-failure': ['configuration', 'change', 'failure'],
  'config-delete': ['configuration', 'deletion'],
  'config-info': ['configuration', 'info'],
  'attack-blocked': ['intrusion_detection', 'denied'],
  'attack-detected': ['intrusion_detection', 'info'],
  logout: ['authentication', 'end info'],
  'login-success': ['authentication', 'start info'],
  'login-failure': ['authentication', 'start info', 'failure'],
  'admin-account-changed': ['iam', 'info user change admin'],
  'user-account-unlocked': ['iam', 'info user'],
  'user-account-locked': ['iam', 'info user'],
  'user-account-created': ['iam', 'info user creation'],
  'user-account-deleted': ['iam', 'info user deletion'],
  'user-account-disabled': ['iam', 'info user'],
  'user-account-enabled': ['iam', 'info user'],
  'user-account-changed': ['iam', 'info user change'],
  'user-account-change-failure': ['iam', 'info user change', 'failure'],
  'session-start': ['session', 'start'],
  'session-end': ['session', 'end'],
  'malware-info': ['malware', 'info'],
  'internal-log-success': ['host', 'info'],
  'internal-log-failure': ['host', 'info', 'failure'],
}

const verdicts = new Map<string, Verdict>(
  (Object.keys(classes) as MessageClass[]).flatMap((name) => {
    const [category, types, outcome] = classes[name]
    const isAlert = category === 'intrusion_detection' || category === 'malware'
    const verdict: Verdict = {
      'event.action': name,
      'event.category': [category],
      'event.kind': isAlert ? 'alert' : 'event',
      'event.outcome': outcome ?? 'success',
      'event.type': types.split(' '),
    }
    return idsByClass[name].split(' ').map((id): [string, Verdict] => [id, verdict])
  }),
)

/** What a message id tells; undefined where only the record itself does. */
export function verdictOf(id: string): Verdict | undefined {
  return verdicts.get(id)
}
