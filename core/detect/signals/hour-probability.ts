import type { Act } from '../../event/act.ts'
import type { PersonHistory } from './history.ts'
import { hourSlot, localTime } from './history.ts'
import { day } from './units.ts'

/**
 * How often the person signs in within two hours of this one by the sun where they are, on such a day: a share of their logins with one imagined
 * login an hour of the day, since a person with 20 logins is not certain of any hour. undefined with fewer than
 * `least` logins or 14 days of history (Exabeam, Cortex activation).
 */
export function hourProbability(
  person: PersonHistory | undefined,
  act: Pick<Act, 'time' | 'place'>,
  least = 20,
): number | undefined {
  if (!person || person.logins < least || act.time - person.firstSeen < 14 * day) return undefined
  const slot = hourSlot(localTime(act, person))
  const sameDays = person.hours.subarray(slot < 24 ? 0 : 24, slot < 24 ? 24 : 48)
  let near = 0
  for (let offset = -2; offset <= 2; offset++) near += sameDays[(slot + offset + 24) % 24] ?? 0
  return (near + 0.1) / (person.logins + 2.4)
}

/** Under 1 %: an hour at which the person hardly ever works (ours). */
export function isOffHours(
  person: PersonHistory | undefined,
  act: Pick<Act, 'time' | 'place'>,
  least = 20,
): boolean {
  return (hourProbability(person, act, least) ?? 1) < 0.01
}
