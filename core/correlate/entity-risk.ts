import type { Alert } from '../detect/alert.ts'
import { linksOf } from './link.ts'
import { day } from '../event/time-units.ts'

/** After so long an alert counts half: what happened yesterday matters, last week's is history. */
const halfLife = day
/** Older alerts would count less than a ten-thousandth. */
export const riskReach = 14 * day
/** zeta(1.5), the largest sum the rank weights can reach, so that risk stays below 100 however many alerts there are. */
const zeta = 2.612
/** Contributions told one by one; the rest is summed up (Elastic tells ten). */
const told = 10

export const riskKinds = ['person', 'address'] as const
export type RiskKind = (typeof riskKinds)[number]

/** Of an alert what risk is made of. */
export type RiskAlert = Pick<Alert, 'id' | 'title' | 'time' | 'score'>

interface RiskContribution {
  alert: string
  title: string
  time: number
  /** The alert's points when it was raised. */
  score: number
  /** ms before the moment of the risk. */
  age: number
  /** What the alert adds to the risk now. */
  points: number
}

export interface Risk {
  /** 0..100, the sum of the points below. */
  score: number
  /** Heaviest first, at most 10. */
  contributions: RiskContribution[]
  others: { count: number; points: number }
}

export interface EntityRisk extends Risk {
  entity: string
  kind: RiskKind
  /** The moment it is the risk of, epoch ms. */
  at: number
  /** Highest risk in each of equal steps of time. */
  series: { start: number; step: number; values: number[] }
}

/**
 * Whose risk an alert raises: the person who acted and the outer address it came from. Not the victims of password
 * guessing, nor what many people share (an office egress).
 */
export function riskKeys(alert: Alert): { kind: RiskKind; name: string }[] {
  return linksOf(alert).flatMap(({ key, role }) => {
    if (role !== 'subject' && role !== 'source') return []
    return { kind: role === 'subject' ? 'person' : 'address', name: key.slice(key.indexOf(' ') + 1) }
  })
}

/**
 * Risk of an entity at a moment, from its alerts until then. Each alert's score is halved with every 24 h of its age (ours;
 * Splunk RBA sums over a window of 24 h); sorted from the largest r1, risk is `sum(r_i / i^1.5) / 2.612` (Elastic's
 * entity risk score). A single alert makes at most 38 of 100: it takes several to be at risk.
 */
export function riskAt(alerts: readonly RiskAlert[], at: number): Risk {
  const ranked = decayedAt(alerts, at)
  const contributions = ranked.map(({ alert: { id, title, time, score }, decayed }, i) => ({
    alert: id,
    title,
    time,
    score,
    age: at - time,
    points: round(weigh(decayed, i)),
  }))
  const rest = contributions.slice(told)
  return {
    score: round(sum(contributions)),
    contributions: contributions.slice(0, told),
    others: { count: rest.length, points: round(sum(rest)) },
  }
}

/** Highest risk in each of `count` equal steps from `start` to `end`. */
export function riskSeries(
  alerts: readonly RiskAlert[],
  { start, end, count }: { start: number; end: number; count: number },
): EntityRisk['series'] {
  const step = Math.max(1, Math.ceil((end - start) / count))
  const values = Array.from({ length: count }, (_, i) => levelAt(alerts, start + (i + 1) * step))
  // Between two alerts risk only falls, so it is highest at the moment of one or at the beginning of a step.
  for (const moment of [...alerts.map(({ time }) => time), ...values.map((_, i) => start + i * step)]) {
    const slot = Math.floor((moment - start) / step)
    const level = slot >= 0 && slot < count ? levelAt(alerts, moment) : 0
    if (level > (values[slot] ?? Infinity)) values[slot] = level
  }
  return { start, step, values }
}

/** The moment of highest risk; undefined without alerts. */
export function riskPeak(alerts: readonly RiskAlert[]): number | undefined {
  let peak: { time: number; level: number } | undefined
  for (const { time } of alerts) {
    const level = levelAt(alerts, time)
    if (!peak || level > peak.level) peak = { time, level }
  }
  return peak?.time
}

function decayedAt(alerts: readonly RiskAlert[], at: number): { alert: RiskAlert; decayed: number }[] {
  return alerts
    .filter(({ time }) => time <= at && at - time < riskReach)
    .map((alert) => ({ alert, decayed: alert.score * 2 ** (-(at - alert.time) / halfLife) }))
    .sort((a, b) => b.decayed - a.decayed || (a.alert.id < b.alert.id ? -1 : 1))
}

function levelAt(alerts: readonly RiskAlert[], at: number): number {
  return round(decayedAt(alerts, at).reduce((total, { decayed }, i) => total + round(weigh(decayed, i)), 0))
}

function weigh(decayed: number, index: number): number {
  return decayed / (index + 1) ** 1.5 / zeta
}

function sum(terms: readonly { points: number }[]): number {
  return terms.reduce((total, { points }) => total + points, 0)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
