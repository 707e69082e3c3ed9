import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { portOf } from '../between.ts'
import type { Connection } from './connections.ts'

/**
 * Where `<address> port ` stands; -1 where no address is in the line. The client chooses its user's name, which stands
 * before the address, and the reason it gives (`Received …`) behind it: neither may pass for the address.
 */
export function peerStart(message: string): number {
  const port = message.startsWith('Received') ? message.indexOf(' port ') : message.lastIndexOf(' port ')
  if (port > 0) {
    const start = message.lastIndexOf(' ', port - 1) + 1
    if (isAddress(message.slice(start, port))) return start
  }
  const from = message.indexOf(' from ')
  return from < 0 ? -1 : from + 6
}

/** `with 192.0.2.7 port 4711`, `from host (192.0.2.7)`, `for 192.0.2.7 port 4711`. */
export function readPeerAnywhere(event: Event, message: string, connection: Connection): void {
  const words = message.slice(0, 600).split(' ')
  for (const [i, word] of words.entries()) {
    const address = bare(word)
    if (!isAddress(address)) continue
    const port = words[i + 1] === 'port' ? bare(words[i + 2] ?? '') : ''
    return setPeer(event, address, port, connection)
  }
}

function bare(word: string): string {
  let text = word
  if (text.startsWith('(')) text = text.slice(1)
  while (text.endsWith(')') || text.endsWith(':') || text.endsWith(',')) text = text.slice(0, -1)
  return text.startsWith('::ffff:') && text.includes('.') ? text.slice(7) : text
}

/** The user and peer of `… <mark>[invalid user ]alice from 192.0.2.7[ port 4711]`; a name may have blanks in it. */
export function readFrom(event: Event, message: string, mark: string, connection: Connection): void {
  const at = message.indexOf(mark)
  const from = message.lastIndexOf(' from ')
  if (at < 0 || from < at + mark.length) return
  let user = message.slice(at + mark.length, from)
  for (const prefix of ['invalid user ', 'illegal user '])
    if (user.startsWith(prefix)) user = user.slice(prefix.length)
  setUser(event, user, connection)
  const [address = '', label = '', port = ''] = message.slice(from + 6).split(' ', 3)
  setPeer(event, bare(address), label === 'port' ? port : '', connection)
}

export function setUser(event: Event, text: string, connection: Connection): void {
  const user = text.trim()
  if (user === '') return
  event['user.name'] = user
  connection.user = user
}

export function setPeer(event: Event, address: string, port: string, connection: Connection): void {
  if (isAddress(address)) {
    event['source.ip'] = address
    connection.ip = address
  } else if (address !== '') event['source.domain'] = address
  if (address !== '') event['source.address'] = address
  // `4711:11:` has the reason's code behind it.
  const number = portOf(port.split(':', 1)[0] ?? '')
  if (number === undefined || number === 0) return
  event['source.port'] = number
  connection.port = number
}
