import type { Alert } from '../detect/alert.ts'
import { isAccess, isGuessing, subjectOf } from './link.ts'

const mostClauses = 3

/**
 * A plain sentence: how it began, then who did what, e.g. "Password spray from 185.220.101.4 against 34 accounts; alice
 * signed in afterwards and uploaded 4.2 GB to 203.0.113.9".
 * @param alerts in order of time, at least one
 */
export function incidentTitle(alerts: readonly Alert[]): string {
  const guesses = alerts.filter(isGuessing)
  const lead = guesses.length > 0 ? strongest(guesses) : undefined
  const others = alerts.filter((alert) => !isGuessing(alert))
  // What only the models found odd tells least: it is named when there is nothing else.
  const named = others.filter(({ signals }) => signals.length > 0)
  const deeds = bySignal(named.length > 0 || lead ? named : others)
  if (!lead) return sentence(deeds.map((alert) => clause(alert, false)))
  if (deeds.length === 0) return lead.title
  return `${lead.title}; ${sentence(deeds.map((alert) => clause(alert, alert.time >= (guesses[0]?.time ?? 0))))}`
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
