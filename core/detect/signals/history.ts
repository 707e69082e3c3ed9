import type { Act, AsNetwork, GeoPlace } from '../../event/act.ts'
import type { Teaching } from '../../features/feature.ts'
import { fields, plain } from '../../memory/codec.ts'
import type { Memory } from '../../memory/memory.ts'
import type { Table } from '../../memory/table.ts'
import { isOutside } from './address.ts'
import { BoundedSet } from './bounded-set.ts'
import { isLogin } from './login.ts'
import { RunningMean } from './running-mean.ts'
import { day, hour } from './units.ts'

/** People by whom an address or network counts as shared, and a destination as popular. */
const sharedFrom = 5
const popularFrom = 3
/** Gaps between active days, of all people, over which the usual one is averaged (ours). */
const keptGaps = 1000

/** The last login of a person that nothing spoke against. */
interface PastLogin {
  time: number
  sourceIp: string
  place: GeoPlace | undefined
  network: AsNetwork | undefined
}

/** What one person has shown before. Only acts that raised no alert of weight are learned. */
export interface PersonHistory {
  readonly firstSeen: number
  lastSeen: number
  logins: number
  lastLogin: PastLogin | undefined
  readonly countries: BoundedSet<string>
  readonly networks: BoundedSet<number>
  readonly sources: BoundedSet<string>
  readonly devices: BoundedSet<string>
  readonly systems: BoundedSet<string>
  usedHosting: boolean
  /** Days UTC on which they were active. */
  activeDays: number
  /** Degrees east of the last login whose place is known: their clock. */
  longitude: number
  /** Logins by hour of day by the sun where they were, working days then weekends. */
  readonly hours: Uint16Array
  /** Of the last 32 sessions: bytes up, bytes down, and durations in ms. */
  readonly uploads: number[]
  readonly downloads: number[]
  readonly durations: number[]
}

const personCodec = fields<PersonHistory>({
  countries: BoundedSet.codec(),
  networks: BoundedSet.codec(),
  sources: BoundedSet.codec(),
  devices: BoundedSet.codec(),
  systems: BoundedSet.codec(),
})

function createPerson(time: number): PersonHistory {
  return {
    firstSeen: time,
    lastSeen: time,
    logins: 0,
    lastLogin: undefined,
    countries: new BoundedSet(32),
    networks: new BoundedSet(64),
    sources: new BoundedSet(32),
    devices: new BoundedSet(32),
    systems: new BoundedSet(16),
    usedHosting: false,
    activeDays: 1,
    longitude: 0,
    hours: new Uint16Array(48),
    uploads: [],
    downloads: [],
    durations: [],
  }
}

/** What is known of everybody together. */
interface Organisation {
  countries: BoundedSet<string>
  gaps: RunningMean
  firstSeen: number | undefined
}

const organisationCodec = fields<Organisation>({ countries: BoundedSet.codec(), gaps: RunningMean.codec })

/** What people sign in from: an address, a device. */
interface Carrier {
  firstLogin: number
  lastLogin: number
  readonly users: string[]
}

/**
 * What is usual here, for signals to compare with and for their excuses. Callers `learn` an act after its signals
 * have spoken, and say what it may teach: what is flagged does not.
 */
export class History {
  readonly #people: Table<string, PersonHistory>
  readonly #sources: Table<string, Carrier>
  readonly #devices: Table<string, Carrier>
  readonly #destinations: Table<string, string[]>
  readonly #networks: Table<number, string[]>
  #countries = new BoundedSet<string>(300)
  #gaps = new RunningMean(keptGaps)
  #firstSeen: number | undefined

  constructor(memory: Memory) {
    this.#people = memory.table('detect.people', { bound: 50_000, codec: personCodec })
    this.#sources = memory.table('detect.sources', { bound: 50_000, codec: plain() })
    this.#devices = memory.table('detect.devices', { bound: 50_000, codec: plain() })
    this.#destinations = memory.table('detect.destinations', { bound: 50_000, codec: plain() })
    this.#networks = memory.table('detect.networks', { bound: 10_000, codec: plain() })
    memory.cell('detect.organisation', {
      save: () =>
        organisationCodec.encode({
          countries: this.#countries,
          gaps: this.#gaps,
          firstSeen: this.#firstSeen,
        }),
      restore: (stored) => {
        const { countries, gaps, firstSeen } = organisationCodec.decode(stored)
        this.#countries = countries
        this.#gaps = gaps
        this.#firstSeen = firstSeen
      },
    })
  }

  person(user: string): PersonHistory | undefined {
    return user === '' ? undefined : this.#people.peek(user)
  }

  /** Whether the person has logged in from this address before. */
  isFamiliar(user: string, sourceIp: string): boolean {
    return this.person(user)?.sources.has(sourceIp) ?? false
  }

  /** Whether the person has logged in over this network before, and it rents no servers: their home line, their phone. */
  isOwnNetwork(user: string, network: AsNetwork | undefined): boolean {
    if (!network || network.kind === 'hosting') return false
    return this.person(user)?.networks.has(network.number) ?? false
  }

  /** An office or proxy egress: 5 or more people have logged in from it, over more than a day. */
  isSharedSource(ip: string): boolean {
    return isShared(this.#sources.peek(ip))
  }

  /** A name that the devices of 5 or more people bear, over more than a day: every phone of a maker has the same. */
  isSharedDevice(device: string): boolean {
    return isShared(this.#devices.peek(device))
  }

  /** A destination that 3 or more people talk to says nothing about one of them. */
  isPopularDestination(ip: string): boolean {
    return (this.#destinations.peek(ip)?.length ?? 0) >= popularFrom
  }

  /** An autonomous system from which 5 or more people log in: a company proxy or cloud desktop. */
  isCommonNetwork(number: number): boolean {
    return (this.#networks.peek(number)?.length ?? 0) >= sharedFrom
  }

  isKnownCountry(country: string): boolean {
    return this.#countries.has(country)
  }

  /** Mean time between the days on which the person is active, ms; of everybody while they have shown one day alone. */
  usualGap(person: PersonHistory): number | undefined {
    if (person.activeDays > 1) return (person.lastSeen - person.firstSeen) / (person.activeDays - 1)
    return this.#gaps.count > 0 ? this.#gaps.mean : undefined
  }

  /** How long the organisation has been watched, ms. */
  age(now: number): number {
    return this.#firstSeen === undefined ? 0 : now - this.#firstSeen
  }

  learn(act: Act, teaching: Teaching): void {
    if (teaching === 'nothing') return
    this.#firstSeen ??= act.time
    if (act.kind === 'notice') return
    if (teaching === 'all' && act.kind === 'end') this.#learnQuantities(act)
    if (act.kind === 'flow') this.#learnFlow(act)
    else if (act.user !== '') this.#learnSession(act, act.user)
  }

  #learnFlow(act: Act): void {
    const person = act.user === '' ? undefined : this.#people.get(act.user)
    if (person) this.#notice(person, act.time)
    if (!isOutside(act.destinationIp)) return
    noteUser(
      this.#destinations.demand(act.destinationIp, () => []),
      act.user || act.sourceIp,
      popularFrom,
    )
  }

  #learnSession(act: Act, user: string): void {
    if (act.kind === 'attempt' && act.outcome !== 'success') return
    const person = this.#people.demand(user, () => createPerson(act.time))
    this.#notice(person, act.time)
    if (isLogin(act)) this.#learnLogin(person, act, user)
  }

  #notice(person: PersonHistory, time: number): void {
    if (time <= person.lastSeen) return
    if (Math.floor(time / day) > Math.floor(person.lastSeen / day)) {
      person.activeDays += 1
      this.#gaps.add(time - person.lastSeen)
    }
    person.lastSeen = time
  }

  #learnQuantities(act: Act): void {
    if (act.user === '') return
    const person = this.#people.demand(act.user, () => createPerson(act.time))
    if (act.bytesUp >= 0) keepLast(person.uploads, act.bytesUp)
    if (act.bytesDown >= 0) keepLast(person.downloads, act.bytesDown)
    if (act.duration > 0) keepLast(person.durations, act.duration)
  }

  #learnLogin(person: PersonHistory, act: Act, user: string): void {
    person.logins += 1
    const { time, sourceIp, place, network } = act
    if (!person.lastLogin || time >= person.lastLogin.time)
      person.lastLogin = { time, sourceIp, place, network }
    if (place) {
      person.longitude = place.longitude
      person.countries.add(place.country)
      this.#countries.add(place.country)
    }
    if (network) {
      person.networks.add(network.number)
      person.usedHosting ||= network.kind === 'hosting'
      noteUser(
        this.#networks.demand(network.number, () => []),
        user,
        sharedFrom,
      )
    }
    if (act.deviceId) {
      person.devices.add(act.deviceId)
      noteLogin(this.#devices, act.deviceId, act)
    }
    if (act.clientOs) person.systems.add(family(act.clientOs))
    const slot = hourSlot(localTime(act, person))
    person.hours[slot] = Math.min(65_535, (person.hours[slot] ?? 0) + 1)
    if (sourceIp === '') return
    person.sources.add(sourceIp)
    noteLogin(this.#sources, sourceIp, act)
  }
}

function isShared(carrier: Carrier | undefined): boolean {
  return (
    carrier !== undefined &&
    carrier.users.length >= sharedFrom &&
    carrier.lastLogin - carrier.firstLogin > day
  )
}

function noteLogin(carriers: Table<string, Carrier>, name: string, { time, user }: Act): void {
  const carrier = carriers.demand(name, () => ({ firstLogin: time, lastLogin: time, users: [] }))
  carrier.lastLogin = Math.max(carrier.lastLogin, time)
  noteUser(carrier.users, user, sharedFrom)
}

/** More than `limit` names are not needed to know that there are as many. */
function noteUser(users: string[], user: string, limit: number): void {
  if (users.length < limit && !users.includes(user)) users.push(user)
}

function keepLast(values: number[], value: number): void {
  values.push(value)
  if (values.length > 32) values.shift()
}

/** Operating system without its version: `Windows 10.0.19045` and `Windows 11` are one. */
export function family(clientOs: string): string {
  return (
    clientOs
      .trim()
      .toLowerCase()
      .split(/[\s/_-]/, 1)[0] ?? ''
  )
}

/** Time of an act by the sun where it happened, or where the person last was, so that a journey is no change of habit. */
export function localTime({ time, place }: Pick<Act, 'time' | 'place'>, person: PersonHistory): number {
  return time + Math.round((place?.longitude ?? person.longitude) / 15) * hour
}

/** 0..23 on working days, 24..47 on Saturday and Sunday, of a time as if it were UTC. */
export function hourSlot(time: number): number {
  const date = new Date(time)
  const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6
  return date.getUTCHours() + (weekend ? 24 : 0)
}
