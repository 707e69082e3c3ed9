import { cities, type City } from './cities.ts'
import { departments, familyNames, givenNames } from './names.ts'
import { addressIn, networksWhere, type Network } from './networks.ts'
import type { Lease, Office, Person } from './person.ts'
import type { Random } from './random.ts'
import type { Role } from './roles.ts'
import { servers, type ServiceName } from './services.ts'
import { planTrips } from './trips.ts'

/** What a person shares with the others. */
interface Hiring {
  offices: readonly Office[]
  days: number
  upgrade: number
  taken: Set<string>
  gateways: number
}

export function createPerson(index: number, role: Role, context: Hiring, random: Random): Person {
  const { offices, days } = context
  const head = offices[0]
  const office = head && random.chance(0.45) ? head : random.pick(offices)
  const { country } = office.city
  const homeCity = random.chance(0.85)
    ? office.city
    : random.pick(cities.filter((city) => city.country === country))
  const homeLine = random.pick(networksWhere('isp', { city: homeCity.name }))
  const carriers = networksWhere('mobile', { country })
  const isService = role.name === 'service'
  const workdays =
    role.name === 'contractor' ? random.sample([1, 2, 3, 4, 5], random.int(2, 4)) : [1, 2, 3, 4, 5]
  return {
    index,
    user: unused(userName(role, office.city, random), context.taken),
    role,
    department: role.name === 'office' ? random.pick(departments) : role.name,
    office,
    gateway: context.gateways === 2 && !office.city.zone.startsWith('Europe/') ? 1 : 0,
    homeLine,
    home: leases(homeLine, country, days, isService, random),
    mobile: carriers.length > 0 ? random.pick(carriers) : undefined,
    device: {
      name: `${office.city.code}-${isService ? 'SRV' : 'LT'}-${String(1000 + index).padStart(5, '0')}`,
      os: isService ? 'Linux' : random.weighted(operatingSystems(role)),
    },
    start: role.start + random.normal(0, isService ? 0.1 : 0.6),
    workdays,
    joins: 0,
    leaves: Infinity,
    vacation: vacation(isService, days, random),
    trips: planTrips(role.trips, office.city, days, random.fork('trips')),
    passwordDay: isService ? -1 : random.int(0, 89),
    typos: isService ? 0 : random.between(0.015, 0.08),
    flaps: random.chance(0.1) ? random.between(0.15, 0.5) : random.between(0.002, 0.02),
    upgradeDay: context.upgrade + Math.floor(random.exponential(1.6)),
    favourites: favourites(random),
  }
}

function userName(role: Role, city: City, random: Random): string {
  const family = random.pick(familyNames[city.country] ?? [])
  if (role.name === 'service')
    return `svc-${random.pick(['backup', 'sync', 'monitor', 'replica'])}-${city.code.toLowerCase()}`
  if (role.name === 'admin') return `adm.${family}`
  const name = `${random.pick(givenNames[city.country] ?? [])}.${family}`
  return role.name === 'contractor' ? `ext.${name}` : name
}

function unused(name: string, taken: Set<string>): string {
  let free = name
  for (let count = 2; taken.has(free); count++) free = `${name}${count}`
  taken.add(free)
  return free
}

function operatingSystems(role: Role): readonly (readonly [string, number])[] {
  const technical = role.name === 'engineer' || role.name === 'contractor' || role.name === 'admin'
  return technical
    ? [
        ['Windows', 40],
        ['Mac OS X', 35],
        ['Linux', 25],
      ]
    : [
        ['Windows', 82],
        ['Mac OS X', 18],
      ]
}

/** German lines still change their address often, most others rarely. */
function leases(line: Network, country: string, days: number, fixed: boolean, random: Random): Lease[] {
  // The last block belongs to offices.
  const homes = { ...line, blocks: line.blocks.slice(0, -1) }
  const list: Lease[] = [{ since: 0, ip: addressIn(homes, random) }]
  if (fixed) return list
  const mean = country === 'DE' ? 12 : 40
  for (let day = 2 + random.exponential(mean); day < days; day += 2 + random.exponential(mean)) {
    list.push({ since: Math.floor(day), ip: addressIn(homes, random) })
  }
  return list
}

/** About 25 days a year, taken as one block inside the period. */
function vacation(none: boolean, days: number, random: Random): readonly [number, number] {
  if (none || !random.chance(Math.min(0.8, days / 80))) return [-1, -1]
  const from = random.int(0, days)
  return [from, from + random.int(3, 14)]
}

function favourites(random: Random): Person['favourites'] {
  const own = (name: ServiceName) =>
    random.sample(servers[name], name === 'https' ? 9 : name === 'dns' ? 2 : 3)
  return {
    dns: own('dns'),
    https: own('https'),
    smb: own('smb'),
    ssh: own('ssh'),
    rdp: own('rdp'),
    git: own('git'),
    db: own('db'),
    ldap: own('ldap'),
    intranet: own('intranet'),
    backup: own('backup'),
  }
}
