import type { City } from './cities.ts'
import type { Network } from './networks.ts'
import type { Role } from './roles.ts'
import type { ServiceName } from './services.ts'

export interface Office {
  city: City
  /** Public addresses everybody in the office shares. */
  egress: readonly string[]
}

export interface Device {
  name: string
  /** As the client announces it: Windows, Mac OS X, Linux. */
  os: string
}

/** From `since` on (day of the period) the person's home line has this address. */
export interface Lease {
  since: number
  ip: string
}

/** Leaves home in the morning of `from`, is away on the days between, flies back on `to`. */
export interface Trip {
  from: number
  to: number
  city: City
  ip: string
}

/** Days count from 0, the first of the period; ends are exclusive. */
export interface Person {
  index: number
  user: string
  role: Role
  department: string
  office: Office
  gateway: number
  homeLine: Network
  home: readonly Lease[]
  mobile: Network | undefined
  device: Device
  /** Clock hour the person usually begins at. */
  start: number
  /** 0 Sunday .. 6 Saturday. */
  workdays: readonly number[]
  joins: number
  leaves: number
  vacation: readonly [number, number]
  trips: readonly Trip[]
  passwordDay: number
  /** Chance of a mistyped password at a login. */
  typos: number
  /** Chance that the line drops the session, per hour. */
  flaps: number
  /** Day on which the VPN client is upgraded. */
  upgradeDay: number
  /** The servers of each service this person uses. */
  favourites: Readonly<Record<ServiceName, readonly string[]>>
}

export function homeAddress(person: Person, day: number): string {
  let ip = person.home[0]?.ip ?? ''
  for (const lease of person.home) if (lease.since <= day) ip = lease.ip
  return ip
}

export function isEmployed(person: Person, day: number): boolean {
  return day >= person.joins && day < person.leaves
}
