import type { Event } from '../../../event/event.ts'

/** `alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls`, with what went wrong before `TTY` where it did. */
export function readSudo(event: Event, message: string): void {
  const colon = message.indexOf(' : ')
  if (colon < 0 || !message.includes('COMMAND=')) return
  const user = message.slice(0, colon).trim()
  if (user !== '') event['user.name'] = user
  event['event.action'] = 'sudo'
  event['event.category'] = ['process']
  event['event.type'] = ['start']
  const rest = message.slice(colon + 3)
  const semicolon = rest.indexOf(' ;')
  const first = rest.slice(0, semicolon)
  const refused = semicolon > 0 && !first.includes('=')
  event['event.outcome'] = refused ? 'failure' : 'success'
  if (refused) event['event.reason'] = first
}
