import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { decodeTagged } from './cisco-asa/decode.ts'
import { readTag } from './cisco-asa/tag.ts'

export const ciscoAsa: Decoder = {
  name: 'cisco-asa',
  title: 'Cisco ASA and AnyConnect (syslog)',
  // A JSON line may carry a Cisco line as a value; it is the JSON decoder's.
  sniff: (line) => (line.charCodeAt(0) !== 123 && readTag(line)?.product === 'asa' ? 0.98 : 0),
  open,
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    const tag = readTag(line)
    if (tag) return decodeTagged(line, tag, tag.product, context)
    return line.trim() === '' ? undefined : new Reject('no Cisco message id (%ASA-level-number)')
  }
}
