import { cities } from './cities.ts'
import { createPerson } from './hiring.ts'
import { networksWhere } from './networks.ts'
import type { Office, Person } from './person.ts'
import type { Random } from './random.ts'
import { roles, type Role } from './roles.ts'

export interface Organisation {
  offices: readonly Office[]
  people: readonly Person[]
  /** Client versions before and after the upgrade wave. */
  versions: readonly [string, string]
}

/** Two gateways serve more people than this. */
const gatewayCapacity = 200

export function createOrganisation(users: number, days: number, random: Random): Organisation {
  const offices = openOffices(users, random.fork('offices'))
  const upgrade = random.fork('upgrade').int(Math.floor(days * 0.3), Math.ceil(days * 0.6))
  const staff = hire(users, random.fork('staff'))
  const taken = new Set<string>()
  const people = staff.map((role, index) =>
    createPerson(
      index,
      role,
      { offices, days, upgrade, taken, gateways: users > gatewayCapacity ? 2 : 1 },
      random.fork(index),
    ),
  )
  return {
    offices,
    people: markChanges(people, days, random.fork('changes')),
    versions: ['5.1.2.42', '5.1.4.74'],
  }
}

function openOffices(users: number, random: Random): Office[] {
  const sites = cities.filter((city) => networksWhere('isp', { city: city.name }).length > 0).slice(0, 19)
  const europe = sites.filter((city) => city.zone.startsWith('Europe/'))
  const head = random.pick(europe)
  const others = random.sample(
    sites.filter((city) => city.country !== head.country),
    users < 40 ? 3 : 6,
  )
  return [head, ...others].map((city) => {
    const line = random.pick(networksWhere('isp', { city: city.name }))
    const block = line.blocks.at(-1) ?? ''
    const first = random.int(1, 30) * 8
    return { city, egress: Array.from({ length: 4 }, (_, i) => `${block}.${first + i}`) }
  })
}

/** The roles of all people, in random order; a small organisation still has one of each. */
function hire(users: number, random: Random): Role[] {
  const staff = roles.flatMap((role) => {
    const count = Math.max(users >= 16 ? 1 : 0, Math.round(role.share * users))
    return Array.from({ length: count }, () => role)
  })
  const [office] = roles
  while (office && staff.length < users) staff.push(office)
  return random.sample(staff, staff.length).slice(0, users)
}

/** New hires, leavers, and accounts left alive after their owner went (2 %, at least one). */
function markChanges(people: Person[], days: number, random: Random): Person[] {
  const changed = [...people]
  const order = random.sample(
    people.filter((person) => person.role.name === 'office' || person.role.name === 'engineer'),
    people.length,
  )
  const dormant = people.length < 8 ? 0 : Math.max(1, Math.round(people.length * 0.02))
  const hires = people.length < 15 ? 0 : Math.max(1, Math.round(people.length * 0.04))
  const leavers = people.length < 30 ? 0 : Math.max(1, Math.round(people.length * 0.01))
  order.slice(0, dormant + hires + leavers).forEach((person, i) => {
    const joins =
      i >= dormant && i < dormant + hires ? random.int(Math.floor(days * 0.2), Math.floor(days * 0.8)) : 0
    const leaves =
      i < dormant
        ? Math.min(2, Math.ceil(days * 0.1))
        : joins > 0
          ? Infinity
          : random.int(Math.floor(days * 0.4), days)
    changed[person.index] = { ...person, joins, leaves, trips: [], vacation: [-1, -1] }
  })
  return changed
}
