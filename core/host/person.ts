import { userInfo } from 'node:os'

/** Name of the account that runs Sonic; `unknown` where the system has none for it. */
export function personName(): string {
  try {
    return userInfo().username || 'unknown'
  } catch {
    return 'unknown'
  }
}
