import { createOrganisation, type Organisation } from './organisation.ts'
import { Random } from './random.ts'
import { clockTime, day, minute } from './zone.ts'

/** Everything that is settled before the first line is written. */
export interface World {
  /** Epoch ms; the period is [start, end). */
  start: number
  end: number
  days: number
  organisation: Organisation
  /** The gateways' provider fails: all sessions drop, everybody comes back. */
  outage: { start: number; end: number } | undefined
  /** Mean number of flows in an ordinary session; 0 logs none. */
  flows: number
  random: Random
}

interface WorldOptions {
  users: number
  days: number
  seed: number
  start: number
}

export function createWorld(options: WorldOptions, flows: number): World {
  const random = new Random(`sonic/${options.seed}`)
  const organisation = createOrganisation(options.users, options.days, random.fork('organisation'))
  return {
    start: options.start,
    end: options.start + options.days * day,
    days: options.days,
    organisation,
    outage: planOutage(options, organisation, random.fork('outage')),
    flows,
    random,
  }
}

/** One outage of 4 to 15 minutes in the head office's working hours, in periods of a week and more. */
function planOutage(options: WorldOptions, organisation: Organisation, random: Random): World['outage'] {
  const zone = organisation.offices[0]?.city.zone
  if (options.days < 7 || zone === undefined) return undefined
  let midnight =
    options.start + random.int(Math.floor(options.days * 0.2), Math.floor(options.days * 0.6)) * day
  while ([0, 6].includes(new Date(midnight).getUTCDay())) midnight += day
  const start = clockTime(zone, midnight, random.between(9.5, 16))
  return { start, end: start + random.between(4, 15) * minute }
}
