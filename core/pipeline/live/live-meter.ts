import type { Alert } from '../../detect/alert.ts'
import type { FeatureBatch } from '../../features/feature.ts'
import type { KafkaState } from '../../ingest/kafka/kafka-reader.ts'
import { formatListenAddress } from '../../ingest/syslog-listener/listen-address.ts'
import type { Scores } from '../../models/score.ts'
import type { Stage } from '../stage-clock.ts'
import type { LiveCounts, LiveJob, LiveProgress, LiveSample, NewAlert } from './live-messages.ts'

/** Samples that are kept: five minutes. */
const mostSamples = 300
const mostNewest = 50
const mostRemarks = 50
const parts = 20
/** Samples that scores are counted over: a minute. */
const scoredSeconds = 60

/** Gathers what there is to show of a live reading. */
export class LiveMeter {
  readonly #job: LiveJob
  readonly #started: number
  #counts: LiveCounts = { lines: 0, rejected: 0, acts: 0, alerts: 0, incidents: 0 }
  #stages: Record<Stage, number> | undefined
  #sampled = { lines: 0, alerts: 0 }
  readonly #samples: LiveSample[] = []
  #newest: NewAlert[] = []
  /** Of each of the last seconds, acts by part. */
  readonly #scores: Uint32Array[] = [new Uint32Array(parts)]
  kafka: KafkaState | undefined
  readonly #remarks: string[] = []
  sending: string | undefined

  constructor(job: LiveJob, started: number) {
    this.#job = job
    this.#started = started
  }

  remark(text: string): void {
    if (this.#remarks.length < mostRemarks) this.#remarks.push(text)
  }

  step(counts: LiveCounts, stages: Record<Stage, number>): void {
    this.#counts = counts
    this.#stages = stages
  }

  see({ acts }: FeatureBatch, { pValue }: Scores, alerts: readonly Alert[]): void {
    const now = this.#scores.at(-1)
    for (let row = 0; now && row < acts.length; row++) {
      const part = Math.min(parts - 1, Math.floor((1 - (pValue[row] ?? 1)) * parts))
      now[part] = (now[part] ?? 0) + 1
    }
    const told = alerts.map(({ id, time, title, score, severity }) => ({ id, time, title, score, severity }))
    this.#newest = [...told.reverse(), ...this.#newest].slice(0, mostNewest)
  }

  /** Call it each second. */
  sample(time: number): void {
    const { lines, alerts } = this.#counts
    const lag = this.kafka?.partitions.reduce((sum, one) => sum + one.lag, 0) ?? 0
    this.#samples.push({
      time,
      lines: lines - this.#sampled.lines,
      alerts: alerts - this.#sampled.alerts,
      lag,
    })
    this.#sampled = { lines, alerts }
    if (this.#samples.length > mostSamples) this.#samples.shift()
    this.#scores.push(new Uint32Array(parts))
    if (this.#scores.length > scoredSeconds) this.#scores.shift()
  }

  progress(): LiveProgress {
    const scores = Array.from({ length: parts }, (_, part) =>
      this.#scores.reduce((sum, second) => sum + (second[part] ?? 0), 0),
    )
    return {
      ...startingProgress(this.#job, this.#started),
      state: this.#stages === undefined ? 'starting' : 'running',
      counts: this.#counts,
      kafka: this.kafka,
      remarks: [...this.#remarks],
      sending: this.sending,
      samples: [...this.#samples],
      newest: this.#newest,
      scores,
      ...(this.#stages ? { stages: this.#stages } : {}),
    }
  }
}

export function startingProgress({ id, paths, kafka, syslog = [] }: LiveJob, started: number): LiveProgress {
  return {
    id,
    state: 'starting',
    error: undefined,
    started,
    names: [
      ...paths,
      ...syslog.map(({ address }) => formatListenAddress(address)),
      ...(kafka?.topics.map((topic) => `kafka:${topic}`) ?? []),
    ],
    counts: { lines: 0, rejected: 0, acts: 0, alerts: 0, incidents: 0 },
    kafka: undefined,
    remarks: [],
    sending: undefined,
    samples: [],
    newest: [],
    scores: Array.from({ length: parts }, () => 0),
    stages: { read: 0, enrich: 0, featurise: 0, learn: 0, score: 0, detect: 0, store: 0 },
  }
}
