import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import { DumpReader, isPeerRow, isInterfaceRow } from './wireguard/dump.ts'
import { KernelReader } from './wireguard/kernel.ts'
import { readStamp } from './wireguard/stamp.ts'

/**
 * What WireGuard tells of its peers: the kernel's debug lines (`wireguard: wg0: …`) and snapshots of `wg show … dump`,
 * alone or in a row with a time before each line or each snapshot. It knows keys and no names, so the key stands for
 * the person.
 */
export const wireguard: Decoder = {
  name: 'wireguard',
  title: 'WireGuard (kernel debug lines, wg show dump)',
  sniff,
  open,
}

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  const at = line.indexOf('wireguard: ')
  if (at >= 0 && at < 120) return line.indexOf(': ', at + 11) > 0 ? 0.95 : 0
  if (!line.includes('\t')) return 0
  const cells = line.slice(0, 8000).split('\t', 12)
  const first = afterStamp(cells)
  return isPeerRow(first) || isInterfaceRow(first) ? 0.95 : 0
}

/** A time before the row is either a cell of its own or parted from the first one by a blank. */
function afterStamp(cells: readonly string[]): readonly string[] {
  if (isPeerRow(cells) || isInterfaceRow(cells)) return cells
  const [first = '', ...rest] = cells
  const space = first.lastIndexOf(' ')
  const trimmed = [first.slice(space + 1), ...rest]
  return space > 0 && (isPeerRow(trimmed) || isInterfaceRow(trimmed)) ? trimmed : rest
}

function open(context: DecodeContext): DecodeLine {
  const kernel = new KernelReader(context)
  const dump = new DumpReader()
  return (line) => {
    const text = line.trimEnd()
    if (text === '') return undefined
    if (text.includes('wireguard: ')) return kernel.read(text)
    if (text.length > 100_000) return new Reject('no row of a WireGuard dump is so long')
    if (!text.includes('\t')) {
      const time = readStamp(text, context)
      if (Number.isNaN(time))
        return new Reject('neither a kernel line of WireGuard, a row of its dump nor a time')
      dump.begin(time)
      return undefined
    }
    const cells = text.split('\t', 16)
    const row = afterStamp(cells)
    if (row === cells) return dump.read(row)
    const time = readStamp(text.slice(0, text.length - row.join('\t').length).trim(), context)
    if (Number.isNaN(time))
      return new Reject('the row of the dump does not begin with a time, an interface or a key')
    dump.begin(time)
    return dump.read(row)
  }
}
