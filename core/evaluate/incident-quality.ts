import { z } from 'zod'
import type { Incident } from '../correlate/incident.ts'
import type { Alert } from '../detect/alert.ts'
import type { Place } from '../event/event.ts'
import { entryDue, guessingDue } from './due-time.ts'
import type { TimedAct } from './due-time.ts'
import { AttackLines } from './labels.ts'
import type { Labels } from './labels.ts'

export const attackOutcome = z.object({
  id: z.string(),
  scenario: z.string(),
  /** An incident of medium or higher severity tells of it and names the account or an address of the attacker. */
  found: z.boolean(),
  /** Incidents of medium or higher severity with an alert on its records. */
  incidents: z.number(),
  /** Incidents of any severity with an alert on its records. */
  traces: z.number(),
  /** ms of event time from its first record to the first alert on its records. */
  delay: z.number().nullable(),
  /**
   * ms of event time from the moment there was enough to see to the first alert of a signal; what the models found odd
   * before counts for nothing. null where the moment is not defined or never came, `never` where no alert did.
   */
  overdue: z.number().nullable(),
})
export type AttackOutcome = z.infer<typeof attackOutcome>

export const falseIncident = z.object({
  id: z.string(),
  title: z.string(),
  score: z.number(),
  signals: z.array(z.string()),
})
type FalseIncident = z.infer<typeof falseIncident>

export interface Found {
  incidents: readonly Incident[]
  /** Attempts and session starts. */
  acts: readonly (TimedAct & { places: readonly Pick<Place, 'source' | 'line'>[] })[]
}

/** Stands for a delay without an end, which JSON has no number for. */
export const never = -1
/** Logs tell whole seconds, labels milliseconds. */
const clockResolution = 1000

type Attack = Labels['attacks'][number]

/** Scenarios whose delay has a goal, and when each could first be seen. */
const due: Readonly<Record<string, (acts: readonly TimedAct[]) => number | null>> = {
  'password-spray': guessingDue,
  'distributed-spray': guessingDue,
  'credential-stuffing': guessingDue,
  'spray-to-exfiltration': guessingDue,
  'impossible-travel': entryDue,
}

/**
 * Holds the incidents of an import against the labels. An incident counts for an attack only where one of its alerts
 * rests on a record that the attack wrote, names the attacked account or an address of the attacker, and the two overlap
 * in time. An incident of medium or higher severity without any record of an attack is a false one.
 */
export function judgeIncidents(
  labels: Labels,
  { incidents, acts }: Found,
): { attacks: AttackOutcome[]; falseIncidents: FalseIncident[] } {
  const lines = new AttackLines(labels)
  const touched = incidents.map((incident) => ({
    incident,
    alerts: incident.alerts.map((alert) => ({ alert, attacks: lines.attacksOf(alert.events) })),
  }))
  const attackOfAct = acts.map(({ places }) => lines.attackOf(places))
  const attacks = labels.attacks.map((attack, index): AttackOutcome => {
    const traces = touched.flatMap(({ incident, alerts }) => {
      const own = alerts.flatMap((one) => (one.attacks.has(index) ? one.alert : []))
      return own.length > 0 ? { incident, own } : []
    })
    const serious = traces.filter(({ incident }) => incident.severity !== 'low')
    const alerts = traces.flatMap(({ own }) => own)
    const dueAt = due[attack.scenario]?.(acts.filter((_, i) => attackOfAct[i] === index)) ?? null
    return {
      id: attack.id,
      scenario: attack.scenario,
      found: serious.some(
        ({ incident, own }) => overlaps(incident, attack) && own.some((alert) => names(alert, attack)),
      ),
      incidents: serious.length,
      traces: traces.length,
      delay: untilFirst(alerts, Date.parse(attack.start)),
      overdue:
        dueAt === null
          ? null
          : (untilFirst(
              alerts.filter(({ signals }) => signals.length > 0),
              dueAt,
            ) ?? never),
    }
  })
  const falseIncidents = touched
    .filter(
      ({ incident, alerts }) => incident.severity !== 'low' && alerts.every((one) => one.attacks.size === 0),
    )
    .map(({ incident: { id, title, score, alerts } }) => ({
      id,
      title,
      score,
      signals: [...new Set(alerts.flatMap(({ signals }) => (signals.length > 0 ? signals : ['model'])))],
    }))
  return { attacks, falseIncidents }
}

function untilFirst(alerts: readonly Alert[], from: number): number | null {
  const first = Math.min(...alerts.map(({ time }) => time))
  return alerts.length > 0 ? Math.max(0, first - from) : null
}

function overlaps(incident: Incident, attack: Attack): boolean {
  return (
    incident.start <= Date.parse(attack.end) && incident.end >= Date.parse(attack.start) - clockResolution
  )
}

function names({ entities }: Alert, { users, sourceIps }: Attack): boolean {
  const folded = new Set(users.map((user) => user.toLowerCase()))
  return (
    entities.users.some((user) => folded.has(user)) || entities.sourceIps.some((ip) => sourceIps.includes(ip))
  )
}
