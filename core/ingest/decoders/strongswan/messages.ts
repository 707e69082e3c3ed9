import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { countOf, wordAfter } from '../between.ts'
import type { Association, Associations } from './associations.ts'
import { readAuthentication } from './authentication.ts'
import { readPacket } from './packet.ts'
import type { Prefix } from './prefix.ts'
import { readClosed, readDeleted, readEstablished, readLease, readOffline } from './session.ts'
import { known, tell } from './tell.ts'

/** Reads the message proper; `associations` remember what is said once and needed later. */
export function readMessage(event: Event, message: string, prefix: Prefix, associations: Associations): void {
  const { thread } = prefix
  if (message.startsWith('received packet: from ') || message.startsWith('sending packet: from '))
    return readPacket(event, message, thread, associations)
  const number = prefix.association === '' ? numberIn(message) : prefix.association
  const sa = associations.of(number, thread)
  if (message.startsWith('IKE_SA ') && message.includes('] established between '))
    return readEstablished(event, message, sa)
  if (message.startsWith('IKE_SA ') && message.includes('] rekeyed between ')) {
    associations.link(numberIn(message), sa)
    return tell(event, sa, 'update', 'ike-rekeyed', ['connection', 'info'], undefined)
  }
  if (message.startsWith('deleting IKE_SA '))
    return readDeleted(event, message, sa, numberIn(message), associations)
  if (message.startsWith('assigning virtual IP ')) return readLease(event, message, sa)
  if (message.startsWith('CHILD_SA ') && message.includes('} established with SPIs ')) {
    associations.linkChild(wordAfter(message, 'CHILD_SA '), sa)
    return tell(
      event,
      sa,
      sa.established ? 'update' : undefined,
      'child-established',
      ['connection', 'start'],
      'success',
    )
  }
  if (message.startsWith('closing CHILD_SA '))
    return readClosed(event, message, associations.ofChild(wordAfter(message, 'CHILD_SA ')) ?? sa)
  if (message.startsWith('lease ') && message.endsWith(' went offline')) return readOffline(event, message)
  if (message.includes(' is initiating a')) return readInitiating(event, message, sa)
  if (!readAuthentication(event, message, sa)) known(event, sa)
}

/** The number in `IKE_SA eap[3] …`, `CHILD_SA`s have their own in braces. */
function numberIn(message: string): string {
  const at = message.indexOf('IKE_SA ')
  const open = message.indexOf('[', at)
  const close = message.indexOf(']', open)
  if (at < 0 || open < 0 || close < 0 || message.slice(at + 7, open).includes(' ')) return ''
  const number = message.slice(open + 1, close)
  return countOf(number) === undefined ? '' : number
}

/** `192.0.2.7 is initiating an IKE_SA`, `… a Main Mode IKE_SA`, `… an Aggressive Mode IKE_SA`. */
function readInitiating(event: Event, message: string, sa: Association): void {
  const ip = message.slice(0, message.indexOf(' '))
  if (isAddress(ip)) sa.ip = ip
  if (!sa.established) Object.assign(sa, { user: '', method: '', refused: false })
  event['event.action'] = 'ike-initiated'
  event['event.type'] = ['connection', 'info']
  known(event, sa)
}
