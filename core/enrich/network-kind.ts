import type { AsNetwork } from '../event/act.ts'
import { kindByNumber, kindByWord } from './data/network-kinds.ts'

/** What sort of network an autonomous system is: its number in the table decides, else the first rule its name matches. */
export function networkKind(number: number, name: string): AsNetwork['kind'] {
  const listed = kindByNumber.get(number)
  if (listed !== undefined) return listed
  for (const [kind, words] of kindByWord) {
    if (words.test(name)) return kind
  }
  return 'unknown'
}
