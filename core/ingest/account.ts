import { remember } from './remember.ts'

/** An account as devices print it, taken apart. */
export interface Account {
  name: string
  domain: string
  email: string
}

const nobody: Account = { name: '', domain: '', email: '' }

const placeholders = new Set([
  '',
  'n/a',
  'unknown',
  '<unknown>',
  '(unknown)',
  'none',
  'null',
  '(null)',
  'undef',
  '-',
  '<>',
])

/** What stands for a backslash where it has been escaped once too often. */
const escapes = ['%5c', '=5c', '\\x5c', '\\u005c', '&#92;', '&#x5c;']

/** Names remembered: more people than one organisation's gateways see in a while. */
const mostNames = 20_000

/** How a guest of an Entra tenant is written: `alice_partner.example#EXT#@corp.onmicrosoft.com`. */
const guest = '#ext#@'

/**
 * `CORP\alice` in any escaping, `LOCAL\alice, 123` (security group tag), `alice@corp.example`, `'alice'`, `<alice>`, a
 * guest of an Entra tenant, and the subject of a certificate (`C=DE, O=Example, CN=alice`, `/C=DE/CN=alice`).
 * A machine, `host/pc1.corp.example` or `CORP\PC1$`, is `pc1$`. Masked (`*****`) and placeholder names are nobody.
 */
export const readAccount = remember((text): Account => {
  let name = unquote(text.trim())
  if (name.includes('=')) name = commonName(name) ?? name
  const comma = name.lastIndexOf(',')
  // A number behind a comma is a security group's tag; `Doe, Jane` is a name.
  if (comma >= 0 && /^ *\d*$/.test(name.slice(comma + 1))) name = name.slice(0, comma).trim()
  name = unescape(name)
  let domain = ''
  const slash = name.lastIndexOf('\\')
  if (slash >= 0) {
    let end = slash
    while (name.charCodeAt(end - 1) === 92) end--
    domain = name.slice(name.lastIndexOf('\\', end - 1) + 1, end)
    if (domain === 'LOCAL' || domain === '.') domain = ''
    name = name.slice(slash + 1)
  }
  if (/^host\//i.test(name)) return machineOf(name.slice(5))
  if (isMask(name) || placeholders.has(name.toLowerCase())) return nobody
  const home = guestEnd(name)
  const at = home > 0 ? home : name.indexOf('@')
  if (at > 0 && at < name.length - 1) {
    const realm = name.slice(at + 1).split('#', 1)[0] ?? ''
    return { name: name.slice(0, at), domain: realm, email: `${name.slice(0, at)}@${realm}` }
  }
  return { name, domain, email: '' }
}, mostNames)

/** Whether an account is a computer's and no person's: `pc1$`. */
export function isMachineAccount(name: string): boolean {
  return name.length > 1 && name.endsWith('$')
}

/** The most specific CN, else the user id or mail address of a subject; undefined where the text is none. */
function commonName(text: string): string | undefined {
  // `/C=DE/O=Example/CN=alice` is how OpenSSL wrote it; a comma, a plus or a blank divides the others.
  const parts = text.slice(0, 2000).split(text.startsWith('/') ? '/' : /[,+;]/)
  const rows = parts.map((part) => {
    const equals = part.indexOf('=')
    return [part.slice(0, equals).trim().toLowerCase(), part.slice(equals + 1).trim()] as const
  })
  for (const key of ['cn', 'commonname', 'uid', 'userid', 'emailaddress', 'e', 'mail']) {
    const values = rows.filter(([name, value]) => name === key && value !== '').map(([, value]) => value)
    // LDAP writes the person first, certificates last: units stand between the person and the root.
    const value = rows[0]?.[0] === key ? values[0] : values.at(-1)
    if (value !== undefined) return value.replaceAll('"', '')
  }
  return undefined
}

function machineOf(host: string): Account {
  const [name = '', ...domain] = host.split('@', 1).join('').split('.')
  return name === '' ? nobody : { name: `${name}$`, domain: domain.join('.'), email: '' }
}

/** The last underscore of a guest's name stands for the `@` of the address it has at home. */
function guestEnd(name: string): number {
  const end = name.toLowerCase().indexOf(guest)
  return end < 0 ? -1 : name.lastIndexOf('_', end)
}

function unescape(text: string): string {
  const lower = text.toLowerCase()
  for (const escape of escapes) {
    const at = lower.indexOf(escape)
    if (at > 0) return `${text.slice(0, at)}\\${text.slice(at + escape.length)}`
  }
  return text
}

function unquote(text: string): string {
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(text.length - 1)
  // ' " <
  const quoted = first === 39 || first === 34 ? last === first : first === 60 && last === 62
  return text.length > 1 && quoted ? text.slice(1, -1).trim() : text
}

function isMask(name: string): boolean {
  return name.charCodeAt(0) === 42
}
