import { deepStrictEqual } from 'node:assert'
import type { Act, AsNetwork, GeoPlace, Notice } from '../../event/act.ts'
import { createAct } from '../../event/create-act.ts'
import { HeapBacking } from '../../memory/heap-backing.fixture.ts'
import { Memory } from '../../memory/memory.ts'
import type { SignalHit } from '../alert.ts'
import { History } from './history.ts'
import { Repeats } from './realert.ts'
import { SignalContext } from './signal-context.ts'
import type { SignalFactory } from './signal.ts'
import { day, hour } from './units.ts'

/** Monday 2026-03-02 08:00 UTC. */
export const monday = Date.UTC(2026, 2, 2, 8)

export const berlin: GeoPlace = { country: 'DE', city: 'Berlin', latitude: 52.52, longitude: 13.4 }
export const munich: GeoPlace = { country: 'DE', city: 'Munich', latitude: 48.14, longitude: 11.58 }
export const sydney: GeoPlace = { country: 'AU', city: 'Sydney', latitude: -33.87, longitude: 151.21 }
export const broadband: AsNetwork = { number: 3320, name: 'Telekom', kind: 'isp' }
export const otherBroadband: AsNetwork = { number: 8881, name: 'Versatel', kind: 'isp' }
export const carrier: AsNetwork = { number: 6805, name: 'Carrier', kind: 'mobile' }
export const hosting: AsNetwork = { number: 24940, name: 'Hetzner', kind: 'hosting' }
export const anonymiser: AsNetwork = { number: 9009, name: 'M247', kind: 'hosting' }
export const relay: AsNetwork = { number: 36183, name: 'Akamai', kind: 'hosting' }
export const satellite: AsNetwork = { number: 14593, name: 'Starlink', kind: 'isp' }

export const home = '84.10.20.30'
export const attacker = '185.220.101.4'

let serial = 0
function act(partial: Partial<Act>): Act {
  serial += 1
  const id = `test.log#${serial}`
  return createAct({
    id,
    places: [{ source: 'test.log', offset: serial, length: 1, line: serial }],
    originals: [id],
    gateway: 'vpn1',
    ...partial,
  })
}

export function failure(time: number, user: string, sourceIp = attacker, more: Partial<Act> = {}): Act {
  return act({ kind: 'attempt', outcome: 'failure', time, user, sourceIp, ...more })
}

export function login(time: number, user: string, sourceIp = home, more: Partial<Act> = {}): Act {
  const usual = { place: berlin, network: broadband, assignedIp: '10.8.0.5' }
  return act({ kind: 'start', outcome: 'success', time, user, sourceIp, ...usual, ...more })
}

export function logout(time: number, user: string, sourceIp = home, more: Partial<Act> = {}): Act {
  return act({ kind: 'end', outcome: 'success', time, user, sourceIp, assignedIp: '10.8.0.5', ...more })
}

export function flow(
  time: number,
  user: string,
  destinationIp: string,
  destinationPort: number,
  more: Partial<Act> = {},
): Act {
  const inner = { sourceIp: '10.8.0.5', assignedIp: '10.8.0.5', sourcePort: 50_000 }
  return act({
    kind: 'flow',
    outcome: 'success',
    time,
    user,
    destinationIp,
    destinationPort,
    ...inner,
    ...more,
  })
}

export function notice(
  time: number,
  category: Notice['category'],
  more: Partial<Act> & Partial<Pick<Notice, 'name' | 'severity' | 'detail'>> = {},
): Act {
  const { name = '', severity = 'low', detail = '', ...rest } = more
  return act({ kind: 'notice', time, notice: { category, name, severity, detail }, ...rest })
}

/** A login each working morning of the days before `until`, as history. */
export function workdays(user: string, until: number, days: number, more: Partial<Act> = {}): Act[] {
  return Array.from({ length: days }, (_, i) => login(until - (days - i) * day, user, home, more))
}

/**
 * What one signal says of acts in order, after it and the history have seen `before`.
 * @throws AssertionError where restarts between the acts change it: the signal keeps state outside its memory
 */
export function seen(factory: SignalFactory, acts: readonly Act[], before: readonly Act[] = []): SignalHit[] {
  const undisturbed = hitsOf(factory, [...before, ...acts], () => false)
  const every = Math.ceil((before.length + acts.length) / 300)
  const isRestart = (i: number): boolean => i % every === 0 || i === before.length - 1
  deepStrictEqual(hitsOf(factory, [...before, ...acts], isRestart), undisturbed)
  return undisturbed.slice(before.length).flatMap((hit) => hit ?? [])
}

/** What the signal says of each act; `isRestart` tells whether all is built anew after the act of that number. */
function hitsOf(
  factory: SignalFactory,
  acts: readonly Act[],
  isRestart: (i: number) => boolean,
): (SignalHit | undefined)[] {
  const backing = new HeapBacking()
  let { memory, history, signal } = remembering(factory, backing)
  return acts.map((one, i) => {
    const hit = factory.kinds.includes(one.kind) ? signal.see(one) : undefined
    history.learn(one, 'all')
    if (isRestart(i)) {
      backing.write(memory)
      ;({ memory, history, signal } = remembering(factory, backing))
    }
    return hit
  })
}

function remembering(factory: SignalFactory, backing: HeapBacking) {
  const memory = new Memory(backing, 2)
  const history = new History(memory)
  const shared = { memory, history, repeats: new Repeats() }
  return { memory, history, signal: factory.create(new SignalContext(factory.name, shared)) }
}

/** `count` times of even spacing from `start`. */
export function times(count: number, start: number, step: number): number[] {
  return Array.from({ length: count }, (_, i) => start + i * step)
}

export { day, hour }
