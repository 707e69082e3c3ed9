import type { Act } from '../event/act.ts'
import { bytes, duration } from '../features/quantities.ts'

/** Of an act what its sentence tells: without its lines, so that many can be kept. */
export type ActSummary = Pick<
  Act,
  | 'kind'
  | 'time'
  | 'outcome'
  | 'user'
  | 'sourceIp'
  | 'destinationIp'
  | 'destinationPort'
  | 'place'
  | 'bytesUp'
  | 'bytesDown'
  | 'duration'
>

export function summarise(act: Act): ActSummary {
  const { kind, time, outcome, user, sourceIp, destinationIp, destinationPort } = act
  const { place, bytesUp, bytesDown, duration: length } = act
  return {
    kind,
    time,
    outcome,
    user,
    sourceIp,
    destinationIp,
    destinationPort,
    place,
    bytesUp,
    bytesDown,
    duration: length,
  }
}

/** `alice signed in from 84.10.1.5 (Munich, DE)`. */
export function actSentence(act: ActSummary): string {
  const who = act.user || act.sourceIp || 'Somebody'
  const place = [act.place?.city, act.place?.country].filter(Boolean).join(', ')
  const from = act.sourceIp === '' ? '' : ` from ${act.sourceIp}${place === '' ? '' : ` (${place})`}`
  switch (act.kind) {
    case 'attempt':
      return `${who} ${act.outcome === 'success' ? 'was let in' : 'failed to sign in'}${from}`
    case 'notice':
      return `A device reported ${who}${from}`
    case 'start':
      return `${who} signed in${from}`
    case 'end':
      return `${who} ended a session${from}${amounts(act)}`
    case 'flow': {
      const port = act.destinationPort > 0 ? ` port ${act.destinationPort}` : ''
      return `${who} talked to ${act.destinationIp || 'a host'}${port}${amounts(act)}`
    }
  }
}

function amounts({ duration: length, bytesUp, bytesDown }: ActSummary): string {
  const parts = [
    length > 0 ? duration(length / 1000) : '',
    bytesUp >= 0 ? `${bytes(bytesUp)} up` : '',
    bytesDown >= 0 ? `${bytes(bytesDown)} down` : '',
  ].filter(Boolean)
  return parts.length > 0 ? `: ${parts.join(', ')}` : ''
}
