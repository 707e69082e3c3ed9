import type { EndReason } from './action.ts'
import { distance } from './cities.ts'
import { dropLine, meetOutage } from './interruptions.ts'
import { addressIn } from './networks.ts'
import { homeAddress, isEmployed, type Person, type Trip } from './person.ts'
import type { Random } from './random.ts'
import type { Visit } from './visit.ts'
import type { World } from './world.ts'
import { clockTime, day as dayLength, hour, minute } from './zone.ts'

/**
 * A person's sessions of one local calendar day, in time order. A pure function of the world: whoever needs to
 * know where somebody will be (an attack, an oddity) asks here and gets what will happen.
 */
export function planDay(world: World, person: Person, day: number): Visit[] {
  if (!isEmployed(person, day)) return []
  const random = world.random.fork(`day/${person.index}/${day}`)
  if (day >= person.vacation[0] && day < person.vacation[1]) return []
  const midnight = world.start + day * dayLength
  const trip = person.trips.find((one) => day >= one.from && day <= one.to)
  const visits = trip
    ? travelDay(world, person, day, trip, random)
    : ordinaryDay(person, day, midnight, random)
  return visits
    .flatMap((visit) => dropLine(visit, person, random))
    .flatMap((visit) => meetOutage(visit, world, random))
    .filter(
      (visit) => visit.start > world.start && visit.end < world.end && visit.end - visit.start > 2 * minute,
    )
}

function ordinaryDay(person: Person, day: number, midnight: number, random: Random): Visit[] {
  const { role } = person
  const zone = person.office.city.zone
  const home = homeAddress(person, day)
  const at = (hours: number) => clockTime(zone, midnight, hours)
  const weekday = new Date(midnight).getUTCDay()
  const visits: Visit[] = []
  if (role.name === 'service' || (role.name === 'support' && supportWorks(weekday, role.weekend, random))) {
    const shift = role.name === 'support' ? ((Math.floor(day / 7) + person.index) % 3) * 8 : 0
    const start = person.start + shift + random.normal(0, 0.08)
    visits.push(
      visit(at(start), at(start + random.normal(role.hours, role.hoursDeviation)), home, person, day, random),
    )
    return visits
  }
  if (!person.workdays.includes(weekday)) {
    if (!random.chance(role.weekend)) return []
    const start = random.between(9.5, 19)
    return [visit(at(start), at(start + random.between(0.4, 3)), home, person, day, random)]
  }
  const start = person.start + random.normal(0, 0.35)
  const end = start + Math.max(0.3, random.normal(role.hours, role.hoursDeviation))
  if (random.chance(role.remote)) visits.push(...workday(start, end, home, person, day, at, random))
  else if (random.chance(0.15)) {
    visits.push(visit(at(start), at(end), random.pick(person.office.egress), person, day, random))
  }
  if (random.chance(0.06)) {
    const evening = Math.max(end + 0.5, random.between(19.5, 21.5))
    visits.push(visit(at(evening), at(evening + random.between(0.2, 1.5)), home, person, day, random))
  }
  if (random.chance(role.night)) {
    const late = Math.max(end + 2.5, random.between(22, 24.5))
    const job = visit(at(late), at(late + random.between(1, 4.5)), home, person, day, random)
    visits.push({ ...job, bulk: true, roamTo: undefined })
  }
  return visits
}

/** The working day at home, whole or with a break, now and then over the phone. */
function workday(
  start: number,
  end: number,
  home: string,
  person: Person,
  day: number,
  at: (hours: number) => number,
  random: Random,
): Visit[] {
  const phone =
    person.mobile && random.chance(person.role.mobile) ? addressIn(person.mobile, random) : undefined
  const source = phone ?? home
  if (end - start < 3 || random.chance(0.45)) return [visit(at(start), at(end), source, person, day, random)]
  const pause = start + (end - start) * random.between(0.35, 0.6)
  return [
    visit(at(start), at(pause), source, person, day, random),
    visit(at(pause + random.between(0.4, 1.2)), at(end), home, person, day, random),
  ]
}

function supportWorks(weekday: number, weekend: number, random: Random): boolean {
  return random.chance(weekday === 0 || weekday === 6 ? weekend : 0.85)
}

/** Flying takes distance / 800 km/h and four hours around it; nobody is online before landing. */
function travelDay(world: World, person: Person, day: number, trip: Trip, random: Random): Visit[] {
  const midnight = world.start + day * dayLength
  const departure = clockTime(person.office.city.zone, world.start + trip.from * dayLength, 8)
  if (day === trip.to) return []
  if (day === trip.from) {
    const start = clockTime(person.office.city.zone, midnight, random.between(6.3, 7))
    return [
      visit(start, departure - random.between(5, 30) * minute, homeAddress(person, day), person, day, random),
    ]
  }
  const landing = departure + (distance(person.office.city, trip.city) / 800 + 4) * hour
  const at = (hours: number) => clockTime(trip.city.zone, midnight, hours)
  // A phone abroad leaves the internet in its home country: an honest source of "impossible" travel.
  const roaming = person.mobile && random.chance(0.06) ? addressIn(person.mobile, random) : undefined
  return [random.between(7.5, 10), random.between(17, 20)]
    .filter((start) => at(start) > landing && random.chance(0.8))
    .map((start) =>
      visit(at(start), at(start + random.between(0.4, 2.5)), roaming ?? trip.ip, person, day, random),
    )
}

const endReasons: readonly (readonly [EndReason, number])[] = [
  ['user', 76],
  ['idle', 14],
  ['lost', 8],
  ['limit', 2],
]

function visit(
  start: number,
  end: number,
  sourceIp: string,
  person: Person,
  day: number,
  random: Random,
): Visit {
  const expired = person.passwordDay === day && random.chance(0.8)
  const lockedOut = random.chance(person.typos * 0.04)
  const mistakes = lockedOut ? 3 : expired || random.chance(person.typos) ? random.int(1, 2) : 0
  const roams = person.mobile !== undefined && person.role.name !== 'service' && random.chance(0.02)
  return {
    start: Math.round(start),
    end: Math.round(Math.max(end, start + 4 * minute)),
    sourceIp,
    reason: random.weighted(endReasons),
    mistakes,
    mistake: lockedOut ? 'locked' : expired ? 'expired' : random.chance(0.2) ? 'mfa' : 'password',
    bulk: false,
    roamTo: roams && person.mobile ? addressIn(person.mobile, random) : undefined,
  }
}
