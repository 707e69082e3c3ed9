import type { Event } from '../../../event/event.ts'
import { addressAt, textAt } from './columns.ts'
import { setSourceUser } from './connection.ts'

const commands = new Set(['add', 'clone', 'commit', 'delete', 'edit', 'move', 'rename', 'set'])

/** CONFIG: a change by an administrator. */
export function readConfig(event: Event, columns: readonly string[]): void {
  event['event.category'] = ['configuration']
  const command = textAt(columns, 2)
  const result = textAt(columns, 5)
  const path = textAt(columns, 6)
  const address = addressAt(columns, 0)
  if (command !== undefined && commands.has(command)) event['event.action'] = `cmd-${command}`
  event['event.outcome'] = result === 'Succeeded' ? 'success' : result === 'Failed' ? 'failure' : 'unknown'
  if (address !== undefined) {
    event['host.ip'] = address
    event['source.ip'] = address
  }
  if (path !== undefined) event.message = path
  setSourceUser(event, textAt(columns, 3))
}
