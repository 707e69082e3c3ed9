import type { Act } from '../event/act.ts'
import { detectorNames } from '../models/score.ts'
import type { Scores } from '../models/score.ts'
import type { Line } from './priority.ts'

export const modelLineName = 'model'

/** Signals that say what is new to a person; the models are fed the same values, and see the same. */
export const novelties: ReadonlySet<string> = new Set([
  'new-country',
  'new-network',
  'new-network-hosting',
  'new-device',
  'anonymiser-exit',
  'client-version',
  'machine-name',
  'unusual-hour',
  'first-login',
])

/** Detectors that must agree before the models bear a signal out, or are a reason to look at an act (ours). */
export const corroboratingAgreement = 2

/** How many of the four detectors call the row stranger than 99 % of normal acts of its kind. */
export function agreement(scores: Scores, row: number): number {
  return agreedLevels(detectorNames.map((name) => scores[name][row] ?? 0))
}

/** The same of levels, 0..1 each. */
export function agreedLevels(levels: readonly number[]): number {
  return levels.filter((level) => level > 0.99).length
}

/** How sure the models are by the number of detectors that agree (ours): fewer than two rank an act, and prove nothing. */
const confidences = [0.05, 0.15, 0.7, 0.85, 1]

/**
 * The models as one line of evidence: of low impact, since an outlier is not an attack (Elastic gives its machine learning
 * rules 21 points), and surer the more detectors agree.
 * @param agreed 0..4
 */
export function modelLine(agreed: number): Line {
  return {
    name: modelLineName,
    impact: 40,
    confidence: confidences[agreed] ?? 1,
    family: modelLineName,
  }
}

export function modelTitle(act: Act): string {
  const who = act.user || act.sourceIp || 'an unknown source'
  switch (act.kind) {
    case 'attempt':
      return `Unusual sign-in attempt of ${who}`
    case 'start':
      return `Unusual sign-in of ${who}`
    case 'end':
      return `Unusual session of ${who}`
    case 'flow':
      return `Unusual traffic of ${who}${act.destinationIp ? ` to ${act.destinationIp}` : ''}`
    case 'notice':
      return `Notice about ${who}`
  }
}
