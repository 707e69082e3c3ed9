import type { Flow } from './flow.ts'

/** Zeek's conn_state. */
export type ConnectionState =
  'S0' | 'S1' | 'S2' | 'S3' | 'SF' | 'REJ' | 'RSTO' | 'RSTR' | 'RSTOS0' | 'RSTRH' | 'SH' | 'SHR' | 'OTH'

export function connectionState(flow: Flow): ConnectionState {
  if (flow.isTcp) return tcpState(flow)
  if (flow.protocol !== 17) return 'OTH'
  const { originator, responder } = flow
  if (originator.packets > 0) return responder.packets > 0 ? 'SF' : 'S0'
  return responder.packets > 0 ? 'SHR' : 'OTH'
}

function tcpState({ originator, responder, history }: Flow): ConnectionState {
  const { state: from } = originator
  const { state: to } = responder
  const fromInactive = from === 'inactive' || from === 'partial'
  const toInactive = to === 'inactive' || to === 'partial'
  if (to === 'reset') {
    const empty = from === 'reset' && originator.size === 0 && responder.size === 0
    if (from === 'syn-sent' || from === 'syn-ack-sent' || empty) return 'REJ'
    return fromInactive ? 'RSTRH' : 'RSTR'
  }
  if (from === 'reset') {
    if (!toInactive) return 'RSTO'
    return isSynThenReset(history) ? 'RSTOS0' : 'OTH'
  }
  if (to === 'closed' && from === 'closed') return 'SF'
  if (from === 'closed') return toInactive ? 'SH' : 'S2'
  if (to === 'closed') return fromInactive ? 'SHR' : 'S3'
  if (from === 'syn-sent' && to === 'inactive') return 'S0'
  return from === 'established' && to === 'established' ? 'S1' : 'OTH'
}

/** A SYN, then a RST, and nothing else of weight between them. */
function isSynThenReset(history: string): boolean {
  const begin = history.startsWith('^') ? 1 : 0
  const reset = history.indexOf('R', begin)
  if (history[begin] !== 'S' || reset < 0) return false
  for (const code of history.slice(begin, reset)) if ('HAFGIQ'.includes(code)) return false
  return true
}

/** What an analyst reads of it. Texts after Zeek's documentation of conn_state. */
export const stateMeanings: Readonly<Record<ConnectionState, string>> = {
  S0: 'attempt seen, no reply',
  S1: 'established, not ended',
  S2: 'established, the originator closed, no reply to that',
  S3: 'established, the responder closed, no reply to that',
  SF: 'normal begin and end',
  REJ: 'attempt refused',
  RSTO: 'established, reset by the originator',
  RSTR: 'reset by the responder',
  RSTOS0: 'attempt, then reset by the originator, no reply',
  RSTRH: 'the responder answered and reset, no attempt seen',
  SH: 'attempt, then closed by the originator, no reply',
  SHR: 'the responder answered and closed, no attempt seen',
  OTH: 'seen in the middle only',
}

/** undefined: the packets do not say. */
export function outcomeOf(state: ConnectionState, protocol: number): 'success' | 'failure' | undefined {
  if (protocol !== 6) return state === 'SF' ? 'success' : undefined
  switch (state) {
    case 'S1':
    case 'S2':
    case 'S3':
    case 'SF':
    case 'RSTO':
    case 'RSTR':
      return 'success'
    case 'S0':
    case 'REJ':
    case 'RSTOS0':
    case 'SH':
      return 'failure'
    case 'RSTRH':
    case 'SHR':
    case 'OTH':
      return undefined
  }
}
