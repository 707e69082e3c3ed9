import type { FormatName } from './options.ts'
import { planDay } from './plan.ts'
import type { World } from './world.ts'
import { hour } from './zone.ts'

/** Lines (packets) a session writes without flows, and a flow, measured on all writers. */
const linesOf: Readonly<Record<FormatName, { session: number; flow: number }>> = {
  asa: { session: 18.2, flow: 1.99 },
  fortigate: { session: 9.5, flow: 1.2 },
  pcap: { session: 19, flow: 140 },
}

/** The mean number of flows a session for about `lines` lines in all; 0 where sessions alone are as many. */
export function flowsForLines(world: World, lines: number, format: FormatName): number {
  let sessions = 0
  let weight = 0
  for (const person of world.organisation.people) {
    for (let day = 0; day <= world.days; day++) {
      for (const visit of planDay(world, person, day)) {
        sessions++
        weight += person.role.flows * lengthFactor((visit.end - visit.start) / hour)
      }
    }
  }
  const { session, flow } = linesOf[format]
  return Math.max(0, (lines - sessions * session) / (weight * flow || 1))
}

/** A quarter of the traffic comes with every login, the rest grows with the length, up to twelve hours. */
export function lengthFactor(hours: number): number {
  return 0.25 + 0.75 * Math.min(1.5, hours / 8)
}
