import { readAccount } from '../ingest/account.ts'

/**
 * The bare lower-cased name by which one person is known over all devices: `CORP\\Alice`, `alice@corp.example` and
 * `ALICE` are `alice`. Placeholders (ASA masks names it does not know as `*****`, FortiGate writes `N/A`) are ''.
 */
export function normaliseUser(name: string | undefined): string {
  return name === undefined ? '' : readAccount(name).name.toLowerCase()
}
