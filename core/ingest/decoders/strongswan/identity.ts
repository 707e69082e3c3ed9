import { readAccount } from '../../account.ts'
import { isAddress } from '../../address.ts'

/**
 * The person in an IKE identity: a name, `alice@example.org`, `CORP\alice`, or the CN of a distinguished name
 * (`C=CH, O=Example, CN=alice`). '' for an address, a key id or a placeholder, which stand for machines.
 */
export function readIdentity(text: string): string {
  const identity = text.trim()
  const at = identity.lastIndexOf('CN=')
  const end = at < 0 ? -1 : identity.indexOf(',', at)
  const name = at < 0 ? identity : identity.slice(at + 3, end < 0 ? undefined : end)
  if (isAddress(name) || name === '%any' || name.startsWith('@#')) return ''
  return readAccount(name).name
}
