import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import type { SignalHit } from '../alert.ts'
import { Evidence } from './evidence.ts'
import { isFailedLogin, isLogin } from './login.ts'
import { RunningMean } from './running-mean.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { day, hour } from './units.ts'

const leastAttempts = 25
const leastUsers = 8

/** Failures are looked at over an hour and, for those who take their time, over a day. */
interface Span {
  hours: number
  /** Of what is usual. A day takes half as much again: busy hours teach late. */
  margin: number
  leastSources: number
  confidence: number
}

const spans = {
  hour: { hours: 1, margin: 1, leastSources: 5, confidence: 0.8 },
  day: { hours: 24, margin: 1.5, leastSources: 10, confidence: 0.7 },
} as const satisfies Record<string, Span>

interface Window {
  users: SlidingCounts
  sources: SlidingCounts
  evidence: Evidence
}

interface GatewayState {
  hour: Window
  day: Window
  /** Failures an hour. */
  hourly: RunningMean
  /** Number of the hour that is counted, and its failures. */
  slot: number
  failures: number
}

const windowCodec = fields<Window>({
  users: SlidingCounts.codec,
  sources: SlidingCounts.codec,
  evidence: Evidence.codec,
})
const stateCodec = fields<GatewayState>({ hour: windowCodec, day: windowCodec, hourly: RunningMean.codec })

/**
 * Many sources try many accounts at one gateway within an hour: 5 sources, 8 users, 25 attempts, at most 5 a user
 * on average (Elastic), and more than mean + 3 sigma of that gateway's hourly failures (Splunk), so that a busy gateway's
 * typos don't count; an hour teaches no more than it would have taken to speak, or an attack would hide the next. The same over
 * a day, from 10 sources: a try every few minutes, each from another household (Microsoft, Midnight Blizzard, 2024; the
 * counts are ours). T1110.003.
 *
 * Excuses: failures from an address the person has used before don't count (an outage of the authentication back end
 * makes everybody fail from home); a success takes that person's failures out as typos; one source with half of
 * the failures is a plain spray; over a day also failures from a network the person has used before.
 */
export const distributedSpraySignal: SignalFactory = {
  name: 'distributed-spray',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const gateways = remember<GatewayState>('gateways', { bound: 512, codec: stateCodec })
    const speak = realert(day)
    return {
      see(act: Act) {
        if (act.sourceIp === '' || act.user === '') return undefined
        if (isLogin(act)) {
          const known = gateways.peek(act.gateway)
          if (known && isTried(known, act.user)) forget(gateways.get(act.gateway), act.user)
          return undefined
        }
        if (!isFailedLogin(act) || history.isFamiliar(act.user, act.sourceIp)) return undefined
        const gateway = gateways.demand(act.gateway, () => createState(act.time))
        rollHour(gateway, act.time)
        gateway.failures += 1
        const isOwn = history.isOwnNetwork(act.user, act.network)
        const names = isOwn ? (['hour'] as const) : (['hour', 'day'] as const)
        for (const name of names) note(gateway[name], act)
        const found = names.find((name) => isSpray(gateway[name], spans[name], gateway.hourly, act))
        if (found === undefined) return undefined
        if (!speak.admits(act.gateway, act.time, gateway[found].users.distinct)) return undefined
        return hitOf(act, gateway[found], spans[found], gateway.hourly)
      },
    }
  },
}

function isTried(gateway: GatewayState, user: string): boolean {
  return gateway.hour.users.counts.has(user) || gateway.day.users.counts.has(user)
}

function forget(gateway: GatewayState | undefined, user: string): void {
  for (const window of gateway ? [gateway.hour, gateway.day] : [])
    if (window.users.counts.has(user)) window.users.forget(user)
}

function note({ users, sources, evidence }: Window, act: Act): void {
  users.add(act.time, act.user)
  sources.add(act.time, act.sourceIp)
  evidence.add(act)
}

function isSpray(
  { users, sources }: Window,
  { hours, margin, leastSources }: Span,
  hourly: RunningMean,
  act: Act,
): boolean {
  if (sources.distinct < leastSources || users.distinct < leastUsers || users.total < leastAttempts)
    return false
  if (users.total > 5 * users.distinct || users.total <= margin * hourly.ceiling(3, hours)) return false
  return (sources.counts.get(act.sourceIp) ?? 0) * 2 <= sources.total
}

function hitOf(
  act: Act,
  { users, sources, evidence }: Window,
  { hours, leastSources, confidence }: Span,
  hourly: RunningMean,
): SignalHit {
  const where = act.gateway ? ` at ${act.gateway}` : ''
  const during = hours === 1 ? 'an hour' : 'a day'
  return {
    signal: 'distributed-spray',
    title: `Distributed password spray from ${sources.distinct} addresses against ${users.distinct} accounts${where}`,
    techniques: ['T1110.003'],
    impact: 65,
    // On the first day there is no usual level to compare with.
    confidence: hourly.count < 24 ? confidence - 0.15 : confidence,
    reasons: [
      because(
        'distinct_sources',
        sources.distinct,
        `< ${leastSources} in ${during}`,
        `${users.total} failed sign-ins within ${during} from ${sources.distinct} addresses new to these accounts`,
      ),
      because(
        'distinct_users',
        users.distinct,
        `${hourly.mean.toFixed(1)} failures an hour`,
        `${users.distinct} accounts tried${where}, each only a few times`,
      ),
    ],
    evidence: evidence.since(act.time - hours * hour),
    entities: { users: [...users.counts.keys()], sourceIps: [...sources.counts.keys()] },
  }
}

function createState(time: number): GatewayState {
  return {
    hour: createWindow(hour),
    day: createWindow(day),
    hourly: new RunningMean(7 * 24),
    slot: Math.floor(time / hour),
    failures: 0,
  }
}

function createWindow(width: number): Window {
  return { users: new SlidingCounts(width), sources: new SlidingCounts(width), evidence: new Evidence() }
}

function rollHour(gateway: GatewayState, time: number): void {
  const now = Math.floor(time / hour)
  if (now <= gateway.slot) return
  const { hourly } = gateway
  hourly.add(Math.min(gateway.failures, Math.max(leastAttempts, hourly.ceiling(3))))
  const quiet = Math.min(now - gateway.slot - 1, 7 * 24)
  for (let i = 0; i < quiet; i++) hourly.add(0)
  gateway.slot = now
  gateway.failures = 0
}
