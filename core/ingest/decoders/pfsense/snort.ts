import type { Event } from '../../../event/event.ts'
import { readAddressPort } from '../address-port.ts'
import { between } from '../between.ts'

/** `[1:2000:3] text [Classification: c] [Priority: 3] {TCP} 192.0.2.7:4711 -> 198.51.100.1:443`. */
export function readSnort(event: Event, message: string): boolean {
  const transport = between(message, '{', '} ')
  const arrow = message.indexOf(' -> ')
  if (transport === '' || arrow < 0) return false
  event['event.category'] = ['network']
  event['event.kind'] = 'alert'
  event['network.protocol'] = transport.toLowerCase()
  event['network.transport'] = transport.toLowerCase()
  setEnd(event, 'source', message.slice(message.lastIndexOf(' ', arrow - 1) + 1, arrow))
  setEnd(event, 'destination', message.slice(arrow + 4).split(' ', 1)[0] ?? '')
  const close = message.indexOf('] ')
  const open = message.indexOf(' [Classification')
  if (close > 0) event['rule.id'] = message.slice(1, close)
  if (close > 0) event['rule.name'] = message.slice(close + 2, open > close ? open : message.indexOf(' {'))
  const category = between(message, '[Classification: ', ']')
  if (category !== '') event['rule.category'] = category
  const priority = Number(between(message, '[Priority: ', ']'))
  if (Number.isInteger(priority) && priority > 0) event['event.severity'] = priority
  return true
}

function setEnd(event: Event, side: 'source' | 'destination', text: string): void {
  const end = readAddressPort(text)
  if (end === undefined) return
  event[`${side}.ip`] = end.address
  if (end.port !== undefined) event[`${side}.port`] = end.port
}
