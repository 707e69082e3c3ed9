import type { Alert } from '../detect/alert.ts'
import { isAccess, isGuessing, subjectOf } from './link.ts'

const mostClauses = 3

/**
 * A plain sentence: how it began, then who did what, e.g. "Password spray from 185.220.101.4 against 34 accounts; alice
 * signed in afterwards and uploaded 4.2 GB to 203.0.113.9". After guessing a name stands in it only where the address, the device
 * or the failures of the account bear it out: of other odd sign-ins of those who were tried it says how many there are.
 * @param alerts in order of time, at least one
 */
export function incidentTitle(alerts: readonly Alert[]): string {
  const guesses = alerts.filter(isGuessing)
  const lead = guesses.length > 0 ? strongest(guesses) : undefined
  const others = alerts.filter((alert) => !isGuessing(alert))
  // What only the models found odd tells least: it is named when there is nothing else.
  const named = others.filter(({ signals }) => signals.length > 0)
  if (!lead) return sentence(bySignal(named.length > 0 ? named : others).map((alert) => clause(alert, false)))
  const guilty = guiltyOf(guesses, named)
  const deeds = bySignal(named.filter((alert) => guilty.has(subjectOf(alert))))
  const told = deeds.map((alert) => clause(alert, alert.time >= (guesses[0]?.time ?? 0)))
  const innocent = new Set(
    named
      .filter(isAccess)
      .map(subjectOf)
      .filter((user) => !guilty.has(user)),
  )
  return [lead.title, told.length > 0 ? sentence(told) : '', othersText(innocent.size)]
    .filter((text) => text !== '')
    .join('; ')
}

/** Signals that rest on the failures of the account itself. */
const afterFailures: ReadonlySet<string> = new Set(['fail-burst-then-success', 'mfa-fatigue'])

/** People whose deeds the guessing bears out: over its addresses, its devices, or the failures of their accounts. */
function guiltyOf(guesses: readonly Alert[], deeds: readonly Alert[]): Set<string> {
  const ends = ({ entities }: Alert) => [...entities.sourceIps, ...entities.devices]
  const known = new Set(guesses.flatMap(ends))
  const fitting = deeds.filter(
    (alert) =>
      alert.signals.some((name) => afterFailures.has(name)) || ends(alert).some((end) => known.has(end)),
  )
  return new Set(fitting.map(subjectOf))
}

function othersText(count: number): string {
  if (count === 0) return ''
  return count === 1
    ? 'one of the accounts has an odd sign-in of its own'
    : `${count} of the accounts have odd sign-ins of their own`
}

interface Clause {
  who: string
  deed: string
}

function clause(alert: Alert, afterGuessing: boolean): Clause {
  const who = alert.entities.users.find((user) => alert.title.startsWith(`${user} `)) ?? ''
  if (afterGuessing && isAccess(alert) && alert.techniques.includes('T1078') && subjectOf(alert) !== '')
    return { who: subjectOf(alert), deed: 'signed in afterwards' }
  return who === '' ? { who: '', deed: alert.title } : { who, deed: alert.title.slice(who.length + 1) }
}

/** The strongest alert of each kind of deed of each person, in order of time. */
function bySignal(alerts: readonly Alert[]): Alert[] {
  const kinds = new Map<string, Alert>()
  for (const alert of alerts) {
    const kind = `${subjectOf(alert)} ${isAccess(alert) ? 'access' : (alert.techniques[0] ?? 'model')}`
    const known = kinds.get(kind)
    if (!known || alert.score > known.score) kinds.set(kind, alert)
  }
  const kept = [...kinds.values()].sort((a, b) => b.score - a.score).slice(0, mostClauses)
  return kept.sort((a, b) => a.time - b.time)
}

function sentence(clauses: readonly Clause[]): string {
  const groups: { who: string; deeds: string[] }[] = []
  for (const { who, deed } of clauses) {
    const last = groups.at(-1)
    if (last && who !== '' && last.who === who) {
      if (!last.deeds.includes(deed)) last.deeds.push(deed)
    } else groups.push({ who, deeds: [deed] })
  }
  return groups.map(({ who, deeds }) => `${who} ${list(deeds)}`.trim()).join('; ')
}

function list(deeds: readonly string[]): string {
  return deeds.length < 2 ? deeds.join('') : `${deeds.slice(0, -1).join(', ')} and ${deeds.at(-1)}`
}

function strongest(alerts: readonly Alert[]): Alert | undefined {
  return alerts.toSorted((a, b) => b.score - a.score || b.time - a.time)[0]
}
