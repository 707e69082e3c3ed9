/** An account as devices print it, taken apart. */
export interface Account {
  name: string
  domain: string
  email: string
}

const nobody: Account = { name: '', domain: '', email: '' }

const placeholders = new Set(['', 'n/a', 'unknown', 'none', '(null)', '-', '<>'])

/**
 * `CORP\alice`, `LOCAL\alice, 123` (security group tag), `alice@corp.example`, `'alice'`, `<alice>`.
 * Masked (`*****`) and placeholder names are nobody.
 */
export function readAccount(text: string): Account {
  let name = text.trim()
  const first = name.charCodeAt(0)
  // ' " <
  if (name.length > 1 && (first === 39 || first === 34 || first === 60)) {
    const last = name.charCodeAt(name.length - 1)
    if (last === first || (first === 60 && last === 62)) name = name.slice(1, -1)
  }
  const comma = name.indexOf(',')
  if (comma >= 0) name = name.slice(0, comma).trim()
  let domain = ''
  const slash = name.lastIndexOf('\\')
  if (slash >= 0) {
    const before = name.slice(0, slash)
    domain = before.slice(before.lastIndexOf('\\') + 1)
    if (domain === 'LOCAL') domain = ''
    name = name.slice(slash + 1)
  }
  if (name.charCodeAt(0) === 42 || placeholders.has(name.toLowerCase())) return nobody
  const at = name.indexOf('@')
  if (at > 0 && at < name.length - 1) {
    return { name: name.slice(0, at), domain: name.slice(at + 1), email: name }
  }
  return { name, domain, email: '' }
}
