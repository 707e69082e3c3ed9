import type { Event } from '../event/event.ts'
import { readAccount } from './account.ts'

/** Sets the account behind a record, taken apart; nothing for a placeholder. */
export function setPerson(event: Event, text: string | undefined): void {
  if (text === undefined) return
  const { name, domain, email } = readAccount(text)
  if (name === '') return
  event['user.name'] = name
  event['source.user.name'] = name
  if (domain !== '') event['user.domain'] = domain
  if (email !== '') event['user.email'] = email
}
