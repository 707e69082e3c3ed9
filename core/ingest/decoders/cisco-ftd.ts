import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { createEvent, decodeTagged, openAppliance } from './cisco-asa/decode.ts'
import { applyUntagged, untaggedStart } from './cisco-asa/security-event.ts'
import { readTag } from './cisco-asa/tag.ts'

/** Before version 6.3 Firepower wrote the tag of the ASA, and its security events without any. */
export const ciscoFtd: Decoder = {
  name: 'cisco-ftd',
  title: 'Cisco Firepower Threat Defense (syslog)',
  sniff,
  open,
}

/** The severity of a record without one: debug. */
const untold = 7

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  const tag = readTag(line)
  if (tag) return tag.product === 'ftd' ? 0.98 : 0
  return untaggedStart(line) < 0 ? 0 : 0.9
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    const tag = readTag(line)
    if (tag) return decodeTagged(line, tag, 'ftd', context)
    if (line.trim() === '') return undefined
    const at = untaggedStart(line)
    return at < 0 ? new Reject('no Cisco message id (%FTD-level-number)') : readUntagged(line, at, context)
  }
}

function readUntagged(line: string, at: number, context: DecodeContext): Event | Reject {
  const envelope = openAppliance(line, context)
  if (Number.isNaN(envelope.time)) return new Reject('no time in the line')
  const text = line.slice(at)
  const event = createEvent(envelope, text, untold, 'ftd')
  applyUntagged(text, event)
  return event
}
