import { ack, fin, rst, syn } from './packet.ts'
import type { Endpoint } from './endpoint.ts'
import type { Packet } from './packet.ts'

/** Bits of `Endpoint.letters`. */
const letter = { syn: 1, fin: 2, rst: 4, data: 8, ack: 16, flags: 32, finRst: 64 }

/** Adds what the flags of a segment say to the history. `relative` is its sequence number. */
export function noteFlags(endpoint: Endpoint, flags: number, relative: number, length: number): void {
  const isSyn = (flags & syn) !== 0
  const isFin = (flags & fin) !== 0
  const isReset = (flags & rst) !== 0
  if (Number(isSyn) + Number(isFin) + Number(isReset) > 1) {
    if (isFin && isReset) noteOnce(endpoint, letter.finRst, 'I')
    else noteOnce(endpoint, letter.flags, 'Q')
  } else if (isSyn) {
    noteAgain(endpoint, letter.syn, (flags & ack) !== 0 ? 'H' : 'S', relative !== endpoint.lastSyn)
    endpoint.lastSyn = relative
  } else if (isFin) {
    noteAgain(endpoint, letter.fin, 'F', relative + length !== endpoint.lastFin)
    endpoint.lastFin = relative + length
  } else if (isReset) {
    noteAgain(endpoint, letter.rst, 'R', relative !== endpoint.lastReset)
    endpoint.lastReset = relative
  } else if (length > 0) noteOnce(endpoint, letter.data, 'D')
  else if ((flags & ack) !== 0) noteOnce(endpoint, letter.ack, 'A')
}

function noteOnce(endpoint: Endpoint, bit: number, code: string): void {
  if ((endpoint.letters & bit) !== 0) return
  endpoint.letters |= bit
  endpoint.flow.note(endpoint, code)
}

/** Hostile input must not make the history grow without bound. */
const longestHistory = 64

function noteAgain(endpoint: Endpoint, bit: number, code: string, isNew: boolean): void {
  if ((endpoint.letters & bit) === 0) noteOnce(endpoint, bit, code)
  else if (isNew && endpoint.flow.history.length < longestHistory) endpoint.flow.note(endpoint, code)
}

/** Counted at 1, 10, 100, … */
export function noteScaled(endpoint: Endpoint, code: string, count: number): void {
  if (Number.isInteger(Math.log10(count))) endpoint.flow.note(endpoint, code)
}

/** Notes a window of zero, unless the connection ends anyway. */
export function noteWindow(endpoint: Endpoint, packet: Packet): void {
  if (packet.window !== 0 || (packet.tcpFlags & rst) !== 0) return
  if (endpoint.peer.state !== 'closed' && endpoint.state !== 'reset')
    noteScaled(endpoint, 'W', ++endpoint.zeroWindows)
}
