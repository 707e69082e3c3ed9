import type { Event } from '../../../event/event.ts'

/**
 * The person in `… for user root by alice(uid=0)`, `… for user alice`, `… by user "alice"` or `… user 'alice' …`.
 * Who acts goes before whom it is done for.
 */
export function setPerson(event: Event, message: string): void {
  const target = message.indexOf('for user ')
  if (target >= 0) return readTarget(event, message.slice(target + 9).trimEnd())
  const actor = message.indexOf('by user ')
  if (actor >= 0) return name(event, message.slice(actor + 8).trimEnd())
  const quoted = quotedUser(message)
  if (quoted !== '') event['user.name'] = quoted
}

function readTarget(event: Event, rest: string): void {
  const by = rest.indexOf(' by ')
  if (by < 0) return name(event, rest)
  const actor = rest.slice(by + 4)
  const at = actor.lastIndexOf('(uid=')
  name(event, at < 0 ? actor : actor.slice(0, at))
  if (event['user.name'] === undefined) name(event, rest.slice(0, by))
  else if (at >= 0 && actor.endsWith(')')) event['user.id'] = actor.slice(at + 5, -1)
}

/** A uid may follow the name (`root(uid=0)`), quotes may stand around it. */
function name(event: Event, text: string): void {
  const at = text.indexOf('(uid=')
  const user = unquote((at < 0 ? text : text.slice(0, at)).trim())
  // Whatever has blanks in it is a sentence that goes on.
  if (user !== '' && !user.includes(' ')) event['user.name'] = user
}

function unquote(text: string): string {
  const first = text.charCodeAt(0)
  const quoted =
    text.length > 1 && (first === 34 || first === 39) && text.charCodeAt(text.length - 1) === first
  return quoted ? text.slice(1, -1) : text
}

function quotedUser(message: string): string {
  for (const quote of ["'", '"']) {
    const at = message.indexOf(` user ${quote}`)
    if (at < 0) continue
    const end = message.indexOf(quote, at + 7)
    if (end > 0) return message.slice(at + 7, end)
  }
  return ''
}
