import type { Act } from '../event/act.ts'
import type { Alert } from '../detect/alert.ts'

/** Width of a stored time bucket; the overview adds neighbours up to what fits the screen. */
export const bucketMs = 10 * 60_000

interface BucketTally {
  attempt: number
  start: number
  end: number
  flow: number
  /** Highest anomaly level 0..1 seen in the bucket. */
  peak: number
  alerts: number
}

interface NameTally {
  detail: string
  acts: number
  failures: number
  alerts: number
  score: number
}

/** Counts since the last commit; the store adds them to what it has. */
export interface TallyDelta {
  buckets: Map<number, BucketTally>
  names: { user: Map<string, NameTally>; source: Map<string, NameTally>; country: Map<string, NameTally> }
}

export function emptyTally(): TallyDelta {
  return { buckets: new Map(), names: { user: new Map(), source: new Map(), country: new Map() } }
}

/** Counts an act with its anomaly level (1 - p, 0..1). */
export function countAct(tally: TallyDelta, act: Act, anomaly: number): void {
  const bucket = bucketOf(tally, act.time)
  if (act.kind !== 'notice') bucket[act.kind]++
  if (anomaly > bucket.peak) bucket.peak = anomaly
  const failed = act.outcome === 'failure' ? 1 : 0
  count(tally.names.user, act.user, '', failed)
  // A flow's own source is an inner address; the map of sources is about where people come from.
  if (act.kind === 'flow' || act.kind === 'notice') return
  const network = act.network ? `AS${act.network.number} ${act.network.name}` : ''
  count(tally.names.source, act.sourceIp, `${act.place?.country ?? ''}\t${network}`, failed)
  if (act.place) count(tally.names.country, act.place.country, '', failed)
}

export function countAlert(tally: TallyDelta, alert: Alert): void {
  bucketOf(tally, alert.time).alerts++
  for (const user of alert.entities.users) raise(tally.names.user, user, alert.score)
  for (const ip of alert.entities.sourceIps) raise(tally.names.source, ip, alert.score)
  for (const country of alert.entities.countries) raise(tally.names.country, country, alert.score)
}

function bucketOf(tally: TallyDelta, time: number): BucketTally {
  const start = Math.floor(time / bucketMs) * bucketMs
  let bucket = tally.buckets.get(start)
  if (!bucket) {
    bucket = { attempt: 0, start: 0, end: 0, flow: 0, peak: 0, alerts: 0 }
    tally.buckets.set(start, bucket)
  }
  return bucket
}

function entry(names: Map<string, NameTally>, name: string): NameTally {
  let tally = names.get(name)
  if (!tally) {
    tally = { detail: '', acts: 0, failures: 0, alerts: 0, score: 0 }
    names.set(name, tally)
  }
  return tally
}

function count(names: Map<string, NameTally>, name: string, detail: string, failed: number): void {
  if (name === '') return
  const tally = entry(names, name)
  tally.acts++
  tally.failures += failed
  if (detail.trim() !== '') tally.detail = detail
}

function raise(names: Map<string, NameTally>, name: string, score: number): void {
  if (name === '') return
  const tally = entry(names, name)
  tally.alerts++
  tally.score = Math.max(tally.score, score)
}
