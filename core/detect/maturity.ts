/**
 * How much of a line rests on what this person usually does, 0..1; the rest speaks by itself (an upload of 5 GB to
 * nobody's usual destination needs no history). Signals that are not here rest on no baseline, or, like `new-country`
 * and `unusual-hour`, ask for their own history and lower their confidence themselves. The shares are ours.
 */
const shares: Readonly<Record<string, number>> = {
  model: 0.5,
  'new-device': 0.5,
  'abnormal-duration': 0.5,
  'lateral-movement': 0.2,
  exfiltration: 0.2,
}

/**
 * c_base, 0..1: what is left of a line while the person's baseline is immature.
 * @param maturity 0..1, 1 from 14 days and 20 sign-ins on (field practice of Cortex and Exabeam); undefined where nobody
 *   is known whose baseline it could be
 */
export function baselineFactor(rule: string, maturity: number | undefined): number {
  const share = rule === 'model' ? (shares['model'] ?? 0) : maturity === undefined ? 0 : (shares[rule] ?? 0)
  return Math.round(100 * (1 - share + share * (maturity ?? 0))) / 100
}
