import type { Act } from '../../core/event/act.ts'
import { isFailedLogin, isLogin } from '../../core/detect/signals/login.ts'
import { isOutside } from '../../core/detect/signals/address.ts'
import { greatCircle } from '../../core/features/great-circle.ts'
import { day, hour, minute } from '../../core/event/time-units.ts'

/** The rule that speaks most: figures are also told without it. */
export const offHoursName = 'off hours'

/** A rule of fixed limits: what it speaks of (a person, an address) where it fires. */
type Rule = (act: Act) => string | undefined

/**
 * The static rules that VPN logs are commonly watched with, each with the limit its publisher ships, without a baseline and
 * without excuses. A rule speaks of the same person or address once an hour. No bound on memory: for measuring only.
 */
export function createFixedRules(): { name: string; source: string; see: Rule }[] {
  return [
    { name: 'many failures', source: '20 in 1 h (Sentinel, Timesketch)', see: manyFailures() },
    { name: 'spray', source: '5 accounts and 15 failures from one source in 1 h (Elastic)', see: spray() },
    { name: 'denied second factors', source: '5 in 10 min (Elastic)', see: deniedFactors() },
    {
      name: 'fast travel',
      source: 'over 900 km/h against the sign-in before, within 24 h (Panther)',
      see: fastTravel(),
    },
    {
      name: 'new country',
      source: 'not seen of the person before (Cortex)',
      see: firstOf((act) => act.place?.country),
    },
    {
      name: 'new device',
      source: 'not seen of the person before (Sentinel)',
      see: firstOf((act) => act.deviceId),
    },
    { name: 'hosting provider', source: 'any sign-in from one (Arctic Wolf)', see: fromHosting },
    {
      name: offHoursName,
      source: 'sign-in between 22 and 6 h UTC or at the weekend (CERT studies)',
      see: offHours,
    },
    { name: 'two sources', source: 'two addresses of a person in 5 min (Splunk)', see: twoSources() },
    { name: 'dormant', source: '30 days without a sign-in (Cortex)', see: dormant() },
    { name: 'long session', source: '12 h (RITA)', see: longSession },
    {
      name: 'large upload',
      source: '500 MB in a session, or to one address in 1 h (Slips)',
      see: largeUpload(),
    },
    {
      name: 'port scan',
      source: '50 ports of one host in 1 min (Elastic)',
      see: scan(
        (act) => `${act.sourceIp} ${act.destinationIp}`,
        (act) => act.destinationPort,
        50,
      ),
    },
    {
      name: 'sweep',
      source: '100 hosts in 1 min (Elastic)',
      see: scan(
        (act) => act.sourceIp,
        (act) => act.destinationIp,
        100,
      ),
    },
  ].map((rule) => ({ ...rule, see: onceAnHour(rule.see) }))
}

function onceAnHour(rule: Rule): Rule {
  const last = new Map<string, number>()
  return (act) => {
    const subject = rule(act)
    if (subject === undefined || act.time - (last.get(subject) ?? -Infinity) < hour) return undefined
    last.set(subject, act.time)
    return subject
  }
}

/** What was seen under a key within a window of time. */
class Recent<V> {
  readonly #seen = new Map<string, { time: number; value: V }[]>()
  readonly #window: number

  constructor(window: number) {
    this.#window = window
  }

  add(key: string, time: number, value: V): V[] {
    const kept = (this.#seen.get(key) ?? []).filter((one) => time - one.time < this.#window)
    kept.push({ time, value })
    this.#seen.set(key, kept)
    return kept.map((one) => one.value)
  }
}

function manyFailures(): Rule {
  const failures = new Recent<undefined>(hour)
  return (act) =>
    isFailedLogin(act)
      ? [act.user, act.sourceIp].find(
          (key) => key !== '' && failures.add(key, act.time, undefined).length >= 20,
        )
      : undefined
}

function spray(): Rule {
  const failures = new Recent<string>(hour)
  return (act) => {
    if (!isFailedLogin(act) || act.sourceIp === '') return undefined
    const users = failures.add(act.sourceIp, act.time, act.user)
    return users.length >= 15 && new Set(users).size >= 5 ? act.sourceIp : undefined
  }
}

function deniedFactors(): Rule {
  const denied = new Recent<undefined>(10 * minute)
  return (act) =>
    act.mfa === 'failure' && denied.add(act.user, act.time, undefined).length >= 5 ? act.user : undefined
}

function fastTravel(): Rule {
  const last = new Map<string, Act>()
  return (act) => {
    if (!isLogin(act) || act.user === '' || !act.place) return undefined
    const before = last.get(act.user)
    last.set(act.user, act)
    if (!before?.place || act.time - before.time > day || act.sourceIp === before.sourceIp) return undefined
    const [from, to] = [before.place, act.place]
    const km = greatCircle(from.latitude, from.longitude, to.latitude, to.longitude)
    const speed = (km * hour) / Math.max(minute, act.time - before.time)
    return km >= 50 && speed > 900 ? act.user : undefined
  }
}

function firstOf(valueOf: (act: Act) => string | undefined): Rule {
  const known = new Map<string, Set<string>>()
  return (act) => {
    const value = valueOf(act)
    if (!isLogin(act) || act.user === '' || value === undefined || value === '') return undefined
    const values = known.get(act.user)
    if (!values) known.set(act.user, new Set([value]))
    if (!values || values.has(value)) return undefined
    values.add(value)
    return `${act.user} ${value}`
  }
}

function fromHosting(act: Act): string | undefined {
  return isLogin(act) && act.network?.kind === 'hosting' ? act.user : undefined
}

function offHours(act: Act): string | undefined {
  const at = new Date(act.time)
  const isOff = at.getUTCHours() >= 22 || at.getUTCHours() < 6 || at.getUTCDay() % 6 === 0
  return isLogin(act) && isOff ? act.user : undefined
}

function twoSources(): Rule {
  const sources = new Recent<string>(5 * minute)
  return (act) =>
    isLogin(act) && act.user !== '' && new Set(sources.add(act.user, act.time, act.sourceIp)).size > 1
      ? act.user
      : undefined
}

function dormant(): Rule {
  const last = new Map<string, number>()
  return (act) => {
    if (!isLogin(act) || act.user === '') return undefined
    const before = last.get(act.user) ?? act.time
    last.set(act.user, act.time)
    return act.time - before >= 30 * day ? act.user : undefined
  }
}

function longSession(act: Act): string | undefined {
  return act.kind === 'end' && act.duration > 12 * hour ? act.user : undefined
}

function largeUpload(): Rule {
  const uploads = new Recent<number>(hour)
  return (act) => {
    if (!(act.bytesUp > 0)) return undefined
    if (act.kind === 'end') return act.bytesUp > 500e6 ? act.user : undefined
    if (act.kind !== 'flow' || !isOutside(act.destinationIp)) return undefined
    const key = `${act.user || act.sourceIp} ${act.destinationIp}`
    const sum = uploads.add(key, act.time, act.bytesUp).reduce((total, bytes) => total + bytes, 0)
    return sum > 500e6 ? key : undefined
  }
}

function scan(keyOf: (act: Act) => string, targetOf: (act: Act) => string | number, limit: number): Rule {
  const targets = new Recent<string | number>(minute)
  return (act) => {
    if (act.kind !== 'flow') return undefined
    const key = keyOf(act)
    return new Set(targets.add(key, act.time, targetOf(act))).size >= limit ? key : undefined
  }
}
