import { isAddress } from '../../address.ts'

/**
 * The fields of a flow log that has lost its header and is not in the default format (versions 3 to 5 let their order be
 * chosen): found by what the words are. Empty names are of no use here; undefined where the ends can't be told.
 */
export function inferColumns(words: readonly string[]): string[] | undefined {
  const fields = words.map(nameOf)
  const addresses = words.flatMap((word, i) => (isAddress(word) ? [i] : []))
  const [source = -1, destination = -1] = addresses
  if (destination < 0) return undefined
  fields[source] = 'srcaddr'
  fields[destination] = 'dstaddr'
  const times = words.findIndex((word, i) => isSecond(word) && isSecond(words[i + 1] ?? ''))
  if (times < 0) return undefined
  fields[times] = 'start'
  fields[times + 1] = 'end'
  // Ports, protocol and counts stand in this order between the addresses and the times, whatever else stands there.
  const numbers = words.flatMap((word, i) =>
    i > destination && i < times && /^\d{1,15}$/.test(word) ? [i] : [],
  )
  const [sourcePort, destinationPort, protocol, first, second] = numbers
  if (sourcePort !== undefined) fields[sourcePort] = 'srcport'
  if (destinationPort !== undefined) fields[destinationPort] = 'dstport'
  if (protocol !== undefined) fields[protocol] = 'protocol'
  if (first === undefined || second === undefined) return fields
  // A packet has more bytes than one.
  const isBytesFirst = Number(words[first]) > Number(words[second])
  fields[first] = isBytesFirst ? 'bytes' : 'packets'
  fields[second] = isBytesFirst ? 'packets' : 'bytes'
  return fields
}

function nameOf(word: string): string {
  switch (word) {
    case 'ACCEPT':
    case 'REJECT':
      return 'action'
    case 'ingress':
    case 'egress':
      return 'flow-direction'
    default:
      return word.startsWith('eni-') ? 'interface-id' : ''
  }
}

function isSecond(word: string): boolean {
  return /^1\d{9}$/.test(word)
}
