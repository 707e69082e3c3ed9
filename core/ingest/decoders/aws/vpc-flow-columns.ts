import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'
import { transportName } from '../../protocols.ts'

/** Version 2, which AWS writes unless told otherwise; later versions only add fields. */
export const defaultFields: readonly string[] =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  )

/** Epoch ms. */
export interface FlowState {
  start: number
  end: number
}

/** Sets what one field says. */
export function setColumn(event: Event, state: FlowState, field: string, word: string): void {
  switch (field) {
    case 'srcaddr':
      if (!isAddress(word)) return
      event['source.ip'] = word
      event['network.type'] = word.includes(':') ? 'ipv6' : 'ipv4'
      return
    case 'dstaddr':
      if (isAddress(word)) event['destination.ip'] = word
      return
    case 'srcport':
      setCount(word, (port) => (event['source.port'] = port))
      return
    case 'dstport':
      setCount(word, (port) => (event['destination.port'] = port))
      return
    case 'protocol':
      event['network.iana_number'] = word
      event['network.transport'] = transportName(word)
      return
    case 'packets':
      setCount(word, (packets) => (event['source.packets'] = event['network.packets'] = packets))
      return
    case 'bytes':
      setCount(word, (bytes) => (event['source.bytes'] = event['network.bytes'] = bytes))
      return
    case 'start':
      setTime(word, (ms) => (state.start = ms))
      return
    case 'end':
      setTime(word, (ms) => (state.end = ms))
      return
    case 'action':
      event['event.action'] = word.toLowerCase()
      event['event.outcome'] = word === 'ACCEPT' ? 'success' : 'failure'
      return
    case 'flow-direction':
      event['network.direction'] = word === 'ingress' ? 'inbound' : 'outbound'
      return
    case 'interface-id':
      event['observer.ingress.interface.name'] = word
      return
    case 'reject-reason':
      event['event.reason'] = word
  }
}

/** The last second that a calendar holds (ECMA-262, 21.4.1.1). */
const lastSecond = 8.64e12

/** Epoch ms of a number of seconds; none where no calendar holds it. */
function setTime(word: string, set: (ms: number) => void): void {
  setCount(word, (seconds) => {
    if (seconds <= lastSecond) set(seconds * 1000)
  })
}

function setCount(word: string, set: (count: number) => void): void {
  const count = toCount(word)
  if (count !== undefined) set(count)
}
