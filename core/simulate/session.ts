import { statisticsPeriodSeconds, type Action, type Tunnel } from './action.ts'
import type { Mark } from './mark.ts'
import type { Random } from './random.ts'

/** What a connection needs to be known by before it begins. */
export type Credentials = Pick<Tunnel, 'user' | 'group' | 'sourceIp' | 'gateway' | 'device' | 'client'>

interface SessionTimes {
  start: number
  end: number
}

export function openTunnel(by: Credentials, times: SessionTimes, volume: Tunnel['volume']): Tunnel {
  return { ...by, ...times, volume, carried: { up: 0, down: 0 }, id: 0, lease: '' }
}

/** Password accepted, session begun, address assigned: what an AnyConnect login takes two to four seconds for. */
export function* logIn(tunnel: Tunnel, random: Random, mark?: Mark): Generator<Action> {
  yield { kind: 'login', time: tunnel.start, tunnel, mark }
  const started = tunnel.start + random.int(600, 1500)
  yield { kind: 'start', time: started, tunnel, mark }
  yield { kind: 'assign', time: started + random.int(700, 2500), tunnel, mark }
}

/** Longest time from `tunnel.start` to the assigned address. */
export const loginTime = 4_000

/** Two streams in time order as one. */
export function* merge(first: Iterable<Action>, second: Iterable<Action>): Generator<Action> {
  const left = first[Symbol.iterator]()
  const right = second[Symbol.iterator]()
  let a = left.next()
  let b = right.next()
  while (!a.done || !b.done) {
    if (b.done || (!a.done && a.value.time <= b.value.time)) {
      if (!a.done) yield a.value
      a = left.next()
    } else {
      yield b.value
      b = right.next()
    }
  }
}

export function* statistics(tunnel: Tunnel, mark?: Mark): Generator<Action> {
  const period = statisticsPeriodSeconds * 1000
  for (let time = tunnel.start + period; time < tunnel.end - 60_000; time += period) {
    yield { kind: 'statistics', time, tunnel, mark }
  }
}
