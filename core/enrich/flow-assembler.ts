import type { Act } from '../event/act.ts'
import { createAct } from '../event/create-act.ts'
import type { Event, Place } from '../event/event.ts'
import { plain } from '../memory/codec.ts'
import type { Memory } from '../memory/memory.ts'
import type { OrderedTable } from '../memory/ordered-table.ts'
import { recordId } from '../event/record-id.ts'
import { serviceByPort } from './data/services.ts'
import { flowRole, isRefused } from './flow-role.ts'
import type { LeaseTable } from './leases.ts'
import { normaliseUser } from './normalise-user.ts'
import type { SessionTable } from './sessions.ts'
import { ip, observerOf } from './vpn-line.ts'

interface Opening {
  event: Event
  place: Place
  original: string
}

/** ASA and FTD ends of connections: they name the two sides by interface, not by who began. */
const sidesUnordered = new Set(['302014', '302016', '302018', '302304'])

/** Turns traffic records into flows, with the person who held the inner address. */
export class FlowAssembler {
  readonly #sessions: SessionTable
  readonly #leases: LeaseTable
  readonly #maxOpen: number
  readonly #emit: (act: Act) => void
  /** Connections built and not yet torn down, oldest first, by observer and flow id. */
  readonly #openings: OrderedTable<string, Opening>
  /** Openings told as flows before their end came, for want of room. */
  evicted = 0

  constructor(
    sessions: SessionTable,
    leases: LeaseTable,
    { memory, maxOpen }: { memory: Memory; maxOpen: number },
    emit: (act: Act) => void,
  ) {
    this.#openings = memory.ordered('enrich.openings', plain())
    this.#sessions = sessions
    this.#leases = leases
    this.#maxOpen = maxOpen
    this.#emit = emit
  }

  push(event: Event, place: Place, original: string): void {
    const role = flowRole(event)
    if (role === undefined) return
    if (role === 'whole') return this.#emit(this.#flow({ event, place, original }))
    const key = `${observerOf(event)}\n${event['network.flow_id'] ?? ''}`
    const opening = this.#openings.peek(key)
    if (role === 'opening') {
      if (opening !== undefined) this.#tellOpen(key, opening)
      this.#openings.append(key, { event, place, original })
      if (this.#openings.size > this.#maxOpen) this.#evictOldest()
      return
    }
    const closing = { event, place, original }
    if (opening !== undefined && !sameEnds(opening.event, event)) {
      this.#tellOpen(key, opening)
      return this.#emit(this.#flow(closing))
    }
    if (opening !== undefined) this.#openings.delete(key)
    this.#emit(this.#flow(opening ?? closing, opening && closing))
  }

  /** Tells the connections whose end has not come. */
  flush(): void {
    for (const [key, opening] of this.#openings.entries()) this.#tellOpen(key, opening)
  }

  #evictOldest(): void {
    const first = this.#openings.first()
    if (first === undefined) return
    this.evicted++
    this.#tellOpen(...first)
  }

  #tellOpen(key: string, opening: Opening): void {
    this.#openings.delete(key)
    this.#emit(this.#flow(opening))
  }

  /** `first` says who began; `last`, where there is one, has the counters. */
  #flow(first: Opening, last?: Opening): Act {
    const { event, place, original } = first
    const end = last?.event ?? event
    const act = createAct()
    act.id = recordId(original, place)
    act.kind = 'flow'
    act.outcome = isRefused(event) || isRefused(end) ? 'failure' : 'success'
    act.sourceIp = ip(event['source.ip'])
    act.sourcePort = event['source.port'] ?? 0
    act.destinationIp = ip(event['destination.ip'])
    act.destinationPort = event['destination.port'] ?? 0
    if (isServerFirst(event)) swapEnds(act)
    act.transport = event['network.transport'] ?? end['network.transport'] ?? ''
    act.duration = (end['event.duration'] ?? NaN) / 1e6
    act.time = startOf(event, act.duration)
    act.gateway = observerOf(event)
    act.reason = end['event.reason'] ?? ''
    act.packets = end['network.packets'] ?? sum(end['source.packets'], end['destination.packets'])
    act.places.push(place)
    act.originals.push(original)
    if (last !== undefined) {
      act.places.push(last.place)
      act.originals.push(last.original)
    }
    const fromSource = end['source.bytes'] ?? NaN
    const toSource = end['destination.bytes'] ?? NaN
    const turned = last === undefined ? turnAround(act, event) : ip(end['source.ip']) !== act.sourceIp
    const byInitiator = turned ? toSource : fromSource
    const toInitiator = turned ? fromSource : toSource
    const personIsInitiator = this.#attribute(act, first.event, end, last === undefined && turned)
    act.bytesUp = personIsInitiator ? byInitiator : toInitiator
    act.bytesDown = personIsInitiator ? toInitiator : byInitiator
    act.bytesTotal = end['network.bytes'] ?? fromSource + toSource
    act.service = serviceOf(event, end, act.destinationPort)
    return act
  }

  /** Finds the person: named by the record, or holder of one of the addresses. Returns whether the person began it. */
  #attribute(act: Act, event: Event, end: Event, turned: boolean): boolean {
    const bySource = normaliseUser(event['user.name'] ?? event['source.user.name'] ?? end['user.name'])
    const byDestination = bySource === '' ? normaliseUser(event['destination.user.name']) : ''
    const { sourceIp, destinationIp, time } = act
    const sourceHolder = this.#leases.holder(sourceIp, time)
    const holder = sourceHolder ?? this.#leases.holder(destinationIp, time)
    const named = bySource === '' ? byDestination : bySource
    if (named === '') {
      if (holder === undefined) return true
      act.user = holder.user
      act.session = holder
    } else {
      act.user = named
      act.session = holder?.user === named ? holder : this.#onlySession(named, time)
    }
    const { session } = act
    if (session !== undefined) act.assignedIp = session.assignedIp
    if (session !== undefined) act.sessionId = session.id
    if (sourceHolder !== undefined && sourceHolder.user === act.user) return true
    if (holder !== undefined && holder.user === act.user) return false
    return (byDestination === '') !== turned
  }

  /** The session of a person who has just one. */
  #onlySession(user: string, time: number) {
    const open = this.#sessions.ofUser(user)
    const session = open.length === 1 ? open[0]?.session : undefined
    return session !== undefined && session.start <= time ? session : undefined
  }
}

/** An end whose begin is not in the log may name the server first: the side with the well-known port is the server. */
function turnAround(act: Act, event: Event): boolean {
  if (!sidesUnordered.has(event['event.code'] ?? '')) return false
  if (!isServerPort(act.sourcePort) || isServerPort(act.destinationPort)) return false
  swapEnds(act)
  return true
}

/** FTD publishes outbound connections with the responder as source; `client.ip` then tells who began. */
function isServerFirst(event: Event): boolean {
  const client = event['client.ip']
  return client !== undefined && client === event['destination.ip'] && client !== event['source.ip']
}

function swapEnds(act: Act): void {
  const { sourceIp, sourcePort, destinationIp, destinationPort } = act
  act.sourceIp = destinationIp
  act.sourcePort = destinationPort
  act.destinationIp = sourceIp
  act.destinationPort = sourcePort
}

function isServerPort(port: number): boolean {
  return (port > 0 && port < 1_024) || serviceByPort.has(port)
}

/** A flow id comes round again; then the ends differ. */
function sameEnds(a: Event, b: Event): boolean {
  return (
    (a['source.ip'] === b['source.ip'] && a['destination.ip'] === b['destination.ip']) ||
    (a['source.ip'] === b['destination.ip'] && a['destination.ip'] === b['source.ip'])
  )
}

/** A record of an end carries the time of the end; one that tells begin and end (Zeek) the time of the begin. */
function startOf(event: Event, duration: number): number {
  const { '@timestamp': time, 'event.start': start, 'event.type': types } = event
  if (start !== undefined) return start
  const isEnd = types?.includes('end') === true && !types.includes('start')
  return isEnd && duration >= 0 ? time - duration : time
}

function serviceOf(event: Event, end: Event, port: number): string {
  const said =
    event['network.protocol'] ??
    end['network.protocol'] ??
    event['network.application'] ??
    end['network.application']
  return said === undefined || said === '' ? (serviceByPort.get(port) ?? '') : said.toLowerCase()
}

function sum(a: number | undefined, b: number | undefined): number {
  return a === undefined && b === undefined ? NaN : (a ?? 0) + (b ?? 0)
}
