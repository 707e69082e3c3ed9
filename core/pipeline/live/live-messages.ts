import type { KafkaSettings, KafkaStart } from '../../ingest/kafka/kafka-settings.ts'
import type { KafkaState } from '../../ingest/kafka/kafka-reader.ts'
import type { ListenAddress } from '../../ingest/syslog-listener/listen-address.ts'
import type { ListenerTls } from '../../ingest/syslog-listener/stream-port.ts'
import type { ReadingOptions } from '../messages.ts'
import type { Outputs } from '../publishing/compose.ts'
import type { Stage } from '../stage-clock.ts'

/** What is to be read live. */
export interface LiveJob extends ReadingOptions {
  id: string
  /** Files that grow. */
  paths: string[]
  kafka?: { settings: KafkaSettings; topics: string[]; group: string; start: KafkaStart } | undefined
  /** Ports that syslog is taken at. */
  syslog?: { address: ListenAddress; tls?: ListenerTls | undefined }[] | undefined
  outputs: Outputs
}

/** Handed to the live worker when it starts. */
export interface LiveStartup {
  job: LiveJob
  workspace: string
  /** Folder of the shipped generation. */
  modelsDir: string
  /** Folder of the other generations and the settings. */
  dataDir: string
}

/** How a live reading goes. */
export interface LiveProgress {
  id: string
  state: 'starting' | 'running' | 'ended' | 'failed'
  /** Why it failed. */
  error: string | undefined
  /** Epoch ms. */
  started: number
  /** What is read, as people call it. */
  names: string[]
  counts: LiveCounts
  kafka: KafkaState | undefined
  /** What was noticed at the ports, each once; at most 50. */
  remarks: string[]
  /** What is wrong with sending results. */
  sending: string | undefined
  /** Of the last minutes, one a second, oldest first. */
  samples: LiveSample[]
  /** Newest first, at most 50. */
  newest: NewAlert[]
  /** Acts of the last minute by 1 - p, in 20 equal parts of 0 to 1. */
  scores: number[]
  /** Seconds of work in each stage so far. */
  stages: Record<Stage, number>
}

export interface LiveCounts {
  lines: number
  rejected: number
  acts: number
  alerts: number
  incidents: number
}

export interface LiveSample {
  /** Epoch ms. */
  time: number
  /** In this second. */
  lines: number
  alerts: number
  /** Records that wait in the sources, where these tell. */
  lag: number
}

export interface NewAlert {
  id: string
  /** Epoch ms. */
  time: number
  title: string
  score: number
  severity: 'low' | 'medium' | 'high' | 'critical'
}

export type FromLiveWorker =
  | { type: 'progress'; progress: LiveProgress }
  | { type: 'data' }
  | { type: 'finished'; state: 'ended' | 'failed'; error: string | undefined }
