import { isAddress } from '../../address.ts'

/** `alice/192.0.2.7:41445 `, `192.0.2.7:41445 `, `alice/udp4:192.0.2.7:41445 `, `[2001:db8::1]:1194 ` before a message. */
export interface Prefix {
  /** '' before the client has a name. */
  user: string
  address: string
  port: number
  /** Where the message begins. */
  end: number
}

/** A common name may have blanks, so the address is looked for in the first few words. */
const maxWords = 8

export function readPrefix(body: string): Prefix | undefined {
  let at = 0
  for (let word = 0; word < maxWords && at < body.length; word++) {
    const space = body.indexOf(' ', at)
    const end = space < 0 ? body.length : space
    const slash = body.lastIndexOf('/', end - 1)
    const start = slash >= at ? slash + 1 : at
    const peer = readPeer(body.slice(start, end))
    if (peer && (start === 0 || slash >= at)) {
      return { user: start > 0 ? body.slice(0, start - 1) : '', ...peer, end: end + 1 }
    }
    at = end + 1
  }
  return undefined
}

/** `192.0.2.7:41445`, `[AF_INET]192.0.2.7:41445`, `[AF_INET6]2001:db8::1:41445`, `::ffff:192.0.2.7`. */
function readPeer(text: string): { address: string; port: number } | undefined {
  let peer = text
  if (peer.startsWith('[AF_')) peer = peer.slice(peer.indexOf(']') + 1)
  if (/^(?:udp|tcp)[46]?(?:-server)?:/.test(peer)) peer = peer.slice(peer.indexOf(':') + 1)
  const colon = peer.lastIndexOf(':')
  const port = colon > 0 ? Number(peer.slice(colon + 1)) : NaN
  if (!Number.isInteger(port) || port < 1 || port > 65535) return undefined
  let address = peer.slice(0, colon)
  if (address.startsWith('[') && address.endsWith(']')) address = address.slice(1, -1)
  if (address.startsWith('::ffff:') && address.includes('.')) address = address.slice(7)
  return isAddress(address) ? { address, port } : undefined
}
