import type { NfdumpColumn } from './columns.data.ts'
import type { NfdumpCells } from './flow.ts'

const mostWords = 40

/**
 * `-o line`, `long`, `extended`, and their two-way forms `biline` and `bilong`:
 * `2026-01-02 03:04:05.678  0.001 UDP  192.0.2.1:3040 -> 198.51.100.7:53  ......  0  1  404  1`.
 * undefined: not such a line.
 */
export function readText(line: string): NfdumpCells | undefined {
  if (line.length > 2000 || !(line.includes(' -> ') || line.includes(' <-> '))) return undefined
  const words = line.trim().split(/\s+/, mostWords)
  const arrow = words.findIndex((word) => word === '->' || word === '<->')
  if (arrow < 5 || arrow > 7) return undefined
  const source = splitEnd(words[arrow - 1] ?? '')
  const destination = splitEnd(words[arrow + 1] ?? '')
  if (source === undefined || destination === undefined) return undefined
  const counters = readCounters(words.slice(arrow + 2))
  const cells: Partial<Record<NfdumpColumn, string>> = {
    first: `${words[0] ?? ''} ${words[1] ?? ''}`,
    // Events of firewalls have their kind before the protocol, and days a space.
    duration: words.slice(2, arrow - 2).join(' '),
    transport: words[arrow - 2] ?? '',
    source: source.address,
    sourcePort: source.port,
    destination: destination.address,
    destinationPort: destination.port,
    ...counters,
  }
  return (column) => cells[column] ?? ''
}

/** `192.0.2.1:3040`; an IPv6 address has its port after a dot. */
function splitEnd(text: string): { address: string; port: string } | undefined {
  const first = text.indexOf(':')
  if (first < 0) return undefined
  const mark = first === text.lastIndexOf(':') ? first : text.lastIndexOf('.')
  return mark < 0 ? { address: text, port: '' } : { address: text.slice(0, mark), port: text.slice(mark + 1) }
}

/** Behind the ends: flags and type of service in the long forms, then two counters and more, or two by two. */
function readCounters(words: readonly string[]): Partial<Record<NfdumpColumn, string>> {
  const isLong = /^(?:[.A-Z]{6,8}|0x[0-9a-f]{1,4})$/.test(words[0] ?? '')
  const counters = joinUnits(words.slice(isLong ? 2 : 0))
  const [a = '', b = '', c = '', d = ''] = counters
  return counters.length === 5
    ? { receivedPackets: a, sentPackets: b, receivedBytes: c, sentBytes: d }
    : { sentPackets: a, sentBytes: b }
}

/** `1.2 M` is one number. */
function joinUnits(words: readonly string[]): string[] {
  const joined: string[] = []
  for (const word of words) {
    const last = joined.length - 1
    if (last >= 0 && word.length === 1 && 'KMGT'.includes(word)) joined[last] = `${joined[last] ?? ''}${word}`
    else joined.push(word)
  }
  return joined
}
