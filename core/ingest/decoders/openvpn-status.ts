import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import { StatusReader } from './openvpn-status/reader.ts'

/** The file of OpenVPN's `--status` in its versions 1 (default), 2 (commas) and 3 (tabs), one snapshot or many in a row. */
export const openvpnStatus: Decoder = {
  name: 'openvpn-status',
  title: 'OpenVPN status file (versions 1 to 3, client statistics)',
  sniff,
  sniffSample,
  open,
}

/** How lines begin that nothing else writes. */
const marks = [
  'OpenVPN CLIENT LIST',
  'OpenVPN STATISTICS',
  'TITLE,OpenVPN',
  'TITLE\tOpenVPN',
  'HEADER,CLIENT_LIST,',
  'HEADER\tCLIENT_LIST\t',
  'HEADER,ROUTING_TABLE,',
  'HEADER\tROUTING_TABLE\t',
  'CLIENT_LIST,',
  'CLIENT_LIST\t',
  'ROUTING_TABLE,',
  'ROUTING_TABLE\t',
  'Common Name,Real Address,Bytes Received,Bytes Sent,Connected Since',
  'Virtual Address,Common Name,Real Address,Last Ref',
  'TUN/TAP read bytes,',
]

function sniff(line: string): number {
  return marks.some((mark) => line.startsWith(mark)) ? 0.98 : 0
}

/** A snapshot is short and begins with its title, so a mark among the first lines is the format of all. */
function sniffSample(lines: readonly string[]): number {
  return lines.slice(0, 4).some((line) => sniff(line) > 0) ? 1 : 0
}

function open(context: DecodeContext): DecodeLine {
  const reader = new StatusReader(context)
  return (line) => {
    const text = line.trimEnd()
    return text === ''
      ? undefined
      : text.length > 10_000
        ? new Reject('no line of a status file is so long')
        : reader.read(text)
  }
}
