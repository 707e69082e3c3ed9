import { isAddress } from '../address.ts'
import { portOf } from './between.ts'

interface AddressPort {
  address: string
  port: number | undefined
}

/** Marks between an IPv6 address and its port where no brackets help (RFC 5952, 6). */
const separators = [' port ', '#', 'p', '.']

/**
 * `192.0.2.7`, `192.0.2.7:443`, `[2001:db8::7]:443`, `2001:db8::7#443`, `2001:db8:0:0:0:0:0:7:443`; undefined where
 * there is no address.
 */
export function readAddressPort(text: string): AddressPort | undefined {
  if (text.length > 64) return undefined
  if (isAddress(text)) return { address: text, port: undefined }
  if (text.startsWith('[')) {
    const close = text.indexOf(']')
    const address = text.slice(1, close)
    if (close < 0 || !isAddress(address)) return undefined
    return { address, port: text.charCodeAt(close + 1) === 58 ? portOf(text.slice(close + 2)) : undefined }
  }
  for (const separator of [':', ...separators]) {
    const at = text.lastIndexOf(separator)
    if (at <= 0) continue
    const address = text.slice(0, at)
    const port = portOf(text.slice(at + separator.length))
    if (port !== undefined && isAddress(address)) return { address, port }
  }
  return undefined
}
