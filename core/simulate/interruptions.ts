import type { Person } from './person.ts'
import type { Visit } from './visit.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'
import { hour, minute } from './zone.ts'

/** A bad line cuts the session; the client is back within a minute. */
export function dropLine(whole: Visit, person: Person, random: Random): Visit[] {
  const pieces: Visit[] = []
  let rest = whole
  for (let cuts = random.poisson((person.flaps * (whole.end - whole.start)) / hour); cuts > 0; cuts--) {
    const at = Math.round(rest.start + random.between(0.05, 0.6) * (rest.end - rest.start))
    const [first, second] = split(rest, at, at + Math.round(random.between(8, 60) * 1000))
    pieces.push(first)
    rest = second
  }
  return [...pieces, rest]
}

/** Whoever is online when the provider fails is cut off and comes back after it. */
export function meetOutage(whole: Visit, world: World, random: Random): Visit[] {
  const { outage } = world
  if (!outage || whole.end <= outage.start || whole.start >= outage.end) return [whole]
  const back = Math.round(outage.end + 5_000 + random.exponential(4 * minute))
  if (whole.start >= outage.start) return [{ ...whole, start: Math.max(back, whole.start) }]
  return split(whole, Math.round(outage.start + random.between(0, 30_000)), back)
}

function split(whole: Visit, at: number, back: number): [Visit, Visit] {
  return [
    { ...whole, end: at, reason: 'lost', roamTo: undefined },
    { ...whole, start: back, mistakes: 0 },
  ]
}
