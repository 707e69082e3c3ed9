import ipaddr from 'ipaddr.js'
import { keptEntities, type AlertScope } from './alert.ts'
import { modelName, type Conditions, type Rule } from './suppression.ts'

type Matches = (alert: AlertScope) => boolean

/** Whether the rule still holds at this moment of the clock on the wall. */
export function isInForce({ expires }: Pick<Rule, 'expires'>, now: number): boolean {
  return expires === null || expires > now
}

/**
 * Finds the rule that hides an alert: of those in force at `now`, allow rules before suppress rules, then the oldest.
 * The answer depends on nothing but the alert and the rules.
 */
export function ruleFinder(rules: readonly Rule[], now: number): (alert: AlertScope) => Rule | undefined {
  const ordered = rules
    .filter((rule) => isInForce(rule, now))
    .sort((a, b) => rank(a) - rank(b) || a.created - b.created || (a.id < b.id ? -1 : 1))
    .map((rule) => ({ rule, matches: compileConditions(rule.conditions) }))
  return (alert) => ordered.find(({ matches }) => matches(alert))?.rule
}

function rank({ kind }: Rule): number {
  return kind === 'allow' ? 0 : 1
}

/** All conditions that are given must hold, each for all that the alert names; what an alert does not know holds never. */
export function compileConditions(conditions: Conditions): Matches {
  const tests: Matches[] = []
  const add = <T>(
    given: readonly T[] | undefined,
    of: (alert: AlertScope) => readonly T[] | undefined,
  ): void => {
    if (given === undefined) return
    const known = new Set(given)
    tests.push((alert) => areAll(of(alert), (value) => known.has(value)))
  }
  add(conditions.signals, ({ signals }) => (signals.length > 0 ? signals : [modelName]))
  add(conditions.techniques, ({ techniques }) => techniques)
  add(conditions.users, ({ entities }) => entities.users)
  add(conditions.networks, ({ networks }) => networks)
  add(conditions.countries, ({ entities, unplaced }) => (unplaced ? undefined : entities.countries))
  add(conditions.devices, ({ entities }) => entities.devices)
  add(conditions.gateways, ({ gateway }) => (gateway === undefined ? undefined : [gateway]))
  add(conditions.ports, ({ ports }) => ports)
  for (const [given, name] of [
    [conditions.sources, 'sourceIps'],
    [conditions.destinations, 'destinations'],
  ] as const) {
    if (given === undefined) continue
    const covers = compileBlocks(given)
    tests.push(({ entities }) => areAll(entities[name], covers))
  }
  if (tests.length === 0) return () => false
  return (alert) => {
    const scope = withRepeats(alert)
    return tests.every((holds) => holds(scope))
  }
}

/** All that an alert and its repeats name: to hide it hides them, too. */
function withRepeats(alert: AlertScope): AlertScope {
  const { repeats, entities, networks, ports } = alert
  if (!repeats) return alert
  const join = <T>(own: readonly T[], more: readonly T[]): T[] =>
    [...new Set([...own, ...more])].slice(0, keptEntities)
  return {
    ...alert,
    entities: {
      users: join(entities.users, repeats.entities.users),
      sourceIps: join(entities.sourceIps, repeats.entities.sourceIps),
      assignedIps: join(entities.assignedIps, repeats.entities.assignedIps),
      destinations: join(entities.destinations, repeats.entities.destinations),
      devices: join(entities.devices, repeats.entities.devices),
      countries: join(entities.countries, repeats.entities.countries),
    },
    ...(networks ? { networks: join(networks, repeats.networks ?? []) } : {}),
    ...(ports ? { ports: join(ports, repeats.ports ?? []) } : {}),
    ...(repeats.unplaced ? { unplaced: true } : {}),
  }
}

/** A list that was cut names more than it holds, so nothing covers it. */
function areAll<T>(values: readonly T[] | undefined, holds: (value: T) => boolean): boolean {
  return (
    values !== undefined &&
    values.length > 0 &&
    values.length < keptEntities &&
    values.every((one) => holds(one))
  )
}

/** Whether an address is one of the addresses or lies in one of the blocks. */
function compileBlocks(given: readonly string[]): (ip: string) => boolean {
  const single = new Set(given.filter((one) => !one.includes('/')))
  const blocks = given.filter((one) => one.includes('/')).map((one) => ipaddr.parseCIDR(one))
  return (ip) => {
    if (single.has(ip)) return true
    if (blocks.length === 0 || !ipaddr.isValid(ip)) return false
    const address = ipaddr.process(ip)
    return blocks.some(([base, length]) => address.kind() === base.kind() && address.match([base, length]))
  }
}
