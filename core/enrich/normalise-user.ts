/**
 * The bare lower-cased name by which one person is known over all devices: `CORP\Alice`, `alice@corp.example` and
 * `ALICE` are `alice`. Placeholders (ASA masks names it does not know as `*****`, FortiGate writes `N/A`) are ''.
 */
export function normaliseUser(name: string | undefined): string {
  if (name === undefined) return ''
  const trimmed = name.trim().toLowerCase()
  const bare = trimmed.slice(trimmed.lastIndexOf('\\') + 1)
  const at = bare.indexOf('@')
  const user = at > 0 ? bare.slice(0, at) : bare
  return placeholders.has(user) || isMask(user) ? '' : user
}

const placeholders = new Set(['n/a', '-', '(null)', 'null', 'unknown', '<unknown>', '(unknown)'])

function isMask(user: string): boolean {
  for (let i = 0; i < user.length; i++) {
    if (user.charCodeAt(i) !== 42) return false
  }
  return true
}
