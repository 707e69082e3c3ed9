import { ack, fin, rst, syn } from './packet.ts'
import { noteFlags, noteScaled, noteWindow } from './tcp-history.ts'
import type { Endpoint } from './endpoint.ts'
import type { Packet } from './packet.ts'

/*
 * The states and sequence numbers of a connection, by the rules of Zeek (documented at
 * https://docs.zeek.org/en/master/scripts/base/protocols/conn/main.zeek.html), so that both tell the same of the same packets.
 */

/** A jump of more than this in a SYN, a RST or an acknowledgement of zero is not believed. */
const largestJump = 2 ** 20

/** Follows one segment sent by `endpoint`. Returns where its data begins in the stream of the sender, from 0. */
export function trackSegment(endpoint: Endpoint, packet: Packet): number {
  const { tcpFlags: flags, sequence, dataLength: length, micros } = packet
  const { peer, flow } = endpoint
  const isReset = (flags & rst) !== 0
  const numbers = (isReset ? 0 : length) + ((flags & syn) !== 0 ? 1 : 0) + ((flags & fin) !== 0 ? 1 : 0)
  startSequence(endpoint, flags, sequence, numbers)
  const relative = relativeTo(endpoint, sequence, endpoint.sent)
  noteFlags(endpoint, flags, relative, length)
  noteWindow(endpoint, packet)
  if (!endpoint.didClose || !peer.didClose) flow.last = Math.max(flow.last, micros)
  if ((flags & fin) !== 0) endpoint.fins++
  if ((flags & ack) !== 0) acknowledge(peer, packet.acknowledgement, isReset)
  advance(endpoint, flags, relative + numbers, length)
  if (updateState(endpoint, flags, length, sequence, micros)) close(endpoint, micros)
  return relative - 1 + ((flags & syn) !== 0 ? 1 : 0)
}

/** Whether a SYN on a known flow begins another connection. */
export function isReuse(sender: Endpoint, packet: Packet): boolean {
  const { tcpFlags: flags, sequence } = packet
  if ((flags & syn) === 0) return false
  const { originator, responder } = sender.flow
  let opener = originator
  if ((flags & ack) !== 0) {
    if (originator.state !== 'inactive') return false
    opener = responder
  }
  const isClosed =
    (originator.didClose && responder.didClose) || originator.state === 'reset' || responder.state === 'reset'
  if (isClosed) return true
  if (sequence === opener.firstSequence) return false
  const isReversed =
    (flags & ack) === 0 &&
    opener.state === 'syn-ack-sent' &&
    responder.state === 'inactive' &&
    sequence === responder.firstSequence
  return !isReversed
}

/** Nearest to what is known, so that numbers go on beyond 4 GiB. */
function relativeTo(endpoint: Endpoint, sequence: number, known: number): number {
  return known + ((sequence - endpoint.firstSequence - known) | 0)
}

function startSequence(endpoint: Endpoint, flags: number, sequence: number, numbers: number): void {
  const isSyn = (flags & syn) !== 0
  switch (endpoint.state) {
    case 'inactive':
      endpoint.firstSequence = isSyn ? sequence : (sequence - 1) >>> 0
      endpoint.acknowledged = 0
      endpoint.sent = isSyn ? numbers : 1
      return
    case 'syn-sent':
    case 'syn-ack-sent':
      if (!isSyn || sequence === endpoint.firstSequence) return
      break
    case 'partial':
    case 'established':
      if (!isSyn) return
      break
    case 'reset':
      if (!isSyn || endpoint.previousState !== 'inactive') return
      break
    case 'closed':
      return
  }
  endpoint.firstSequence = sequence
  endpoint.acknowledged = 0
  endpoint.sent = numbers
}

function acknowledge(peer: Endpoint, acknowledgement: number, isReset: boolean): void {
  if (peer.state === 'inactive') {
    peer.firstSequence = (acknowledgement - 1) >>> 0
    peer.sent = 0
    peer.acknowledged = 0
    return
  }
  const relative = relativeTo(peer, acknowledgement, peer.acknowledged)
  if (isReset || relative <= peer.acknowledged) return
  if (acknowledgement === 0 && relative - peer.acknowledged > largestJump) return
  peer.acknowledged = relative
}

function advance(endpoint: Endpoint, flags: number, end: number, length: number): void {
  const jump = end - endpoint.sent
  if ((flags & (syn | rst)) !== 0 && Math.abs(jump) > largestJump) return
  if ((flags & fin) !== 0 && endpoint.sent === 1) {
    // Beyond 2 GiB, where only SYN and FIN were seen, a difference of sequence numbers would be negative.
    endpoint.sent = ((end % 2 ** 32) + 2 ** 32) % 2 ** 32
    return
  }
  if (endpoint.state === 'reset') return
  if (jump > 0) endpoint.sent = end
  else if (length > 0) noteScaled(endpoint, 'T', ++endpoint.retransmissions)
}

/** Whether this segment closes the side. */
function updateState(
  endpoint: Endpoint,
  flags: number,
  length: number,
  sequence: number,
  micros: number,
): boolean {
  const isSyn = (flags & syn) !== 0
  const isFin = (flags & fin) !== 0
  const isReset = (flags & rst) !== 0
  const { peer } = endpoint
  switch (endpoint.state) {
    case 'inactive':
      return activate(endpoint, flags, length, sequence, micros)
    case 'syn-sent':
    case 'syn-ack-sent':
      if (isFin) endpoint.setState('closed')
      if (isReset) endpoint.setState('reset')
      return isFin || isReset
    case 'partial':
    case 'established':
      if (isSyn && endpoint.state === 'partial' && peer.state === 'inactive' && (flags & ack) === 0)
        endpoint.setState('syn-sent')
      if (isFin && !isReset) {
        endpoint.setState('closed')
        // A FIN and then a RST was a normal end after all.
        if (peer.state === 'reset' && peer.previousState === 'closed') peer.setState('closed')
      }
      if (isReset) endpoint.setState('reset')
      return isFin || isReset
    case 'closed':
      if (!isReset || peer.state === 'closed') return false
      endpoint.setState('reset')
      return true
    case 'reset':
      return false
  }
}

function activate(
  endpoint: Endpoint,
  flags: number,
  length: number,
  sequence: number,
  micros: number,
): boolean {
  const { peer, flow } = endpoint
  const isFin = (flags & fin) !== 0
  const isReset = (flags & rst) !== 0
  const isAck = (flags & ack) !== 0
  if ((flags & syn) !== 0) {
    if (endpoint.isOriginator) {
      endpoint.setState(isAck ? 'syn-ack-sent' : 'syn-sent')
      flow.attempted ||= micros
    } else {
      if (!isAck && peer.state === 'syn-ack-sent' && sequence === endpoint.firstSequence) {
        flow.turn()
        peer.setState('established')
      }
      if (peer.state === 'syn-sent') peer.setState('established')
      endpoint.setState('established')
    }
  }
  if (isFin) endpoint.setState('closed')
  if (isReset) endpoint.setState('reset')
  if (endpoint.state === 'inactive') {
    // Some stacks acknowledge a SYN before they answer it.
    const isEarly = !endpoint.isOriginator && length === 0 && peer.state === 'syn-sent'
    if (!isEarly) endpoint.setState(isAck && peer.state === 'established' ? 'established' : 'partial')
  }
  return isFin || isReset
}

function close(endpoint: Endpoint, micros: number): void {
  const { flow, peer } = endpoint
  if (endpoint.didClose) return
  endpoint.didClose = true
  if (endpoint.state === 'reset' || peer.didClose || peer.state === 'inactive') flow.closed ||= micros
}
