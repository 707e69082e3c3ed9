import { z } from 'zod'
import type { EcsObject } from '../event/ecs.ts'
import type { KafkaTopic } from '../ingest/kafka/kafka-client.ts'
import type { LiveProgress, LiveSample, NewAlert } from '../pipeline/live/live-messages.ts'
import { id, name, nothing, path } from './arguments.ts'
import { readingFields, type ReadingRequest } from './imports.ts'
import { push, request } from './request.ts'

const broker = z.string().max(300)
/** PEM. */
const files = { ca: path.optional(), certificate: path.optional(), key: path.optional() }
const cluster = {
  brokers: z.array(broker).min(1).max(100),
  tls: z.object(files).optional(),
  sasl: z
    .object({
      mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']),
      username: z.string().min(1).max(1000),
      password: z.string().max(10_000),
    })
    .optional(),
}
const topic = z.string().min(1).max(249)

export const liveRequests = {
  /** Begins to read live sources into the workspace; one reading at a time, and none beside an import. */
  'live.start': request<(request: LiveRequest) => { id: string }>(
    'analyst',
    z.object({
      ...readingFields,
      paths: z.array(path).max(1000),
      kafka: z
        .object({
          ...cluster,
          topics: z.array(topic).min(1).max(1000),
          group: name,
          start: z.union([z.enum(['earliest', 'latest']), z.number().int().min(0)]),
        })
        .optional(),
      syslog: z
        .object({
          addresses: z.array(z.string().max(300)).min(1).max(20),
          tls: z.object(files).optional(),
        })
        .optional(),
      outputs: z
        .object({ alerts: topic.optional(), incidents: topic.optional(), deadLetters: topic.optional() })
        .optional(),
    }),
  ),
  'live.stop': request<(request: { id: string }) => void>('analyst', z.object({ id })),
  /** The reading under way, or the last one. */
  'live.status': request<() => LiveProgress | undefined>('reader', nothing),
  /** What topics a cluster has. */
  'kafka.topics': request<(request: ClusterRequest) => KafkaTopic[]>('analyst', z.object(cluster)),
  /** The last records of a topic, as they would be read. */
  'kafka.sample': request<(request: SampleRequest) => TopicSample>(
    'analyst',
    z.object({ ...cluster, ...readingFields, topic }),
  ),
}

export const livePushes = {
  'live.progress': push<LiveProgress>('reader'),
}

/** Paths of PEM files. */
export interface PemFiles {
  ca?: string
  certificate?: string
  key?: string
}

/** How to reach a cluster. Files are PEM; secrets are kept nowhere. */
export interface ClusterRequest {
  brokers: string[]
  tls?: PemFiles
  sasl?: { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string }
}

export interface LiveRequest extends ReadingRequest {
  /** Files that grow. */
  paths: string[]
  kafka?: ClusterRequest & { topics: string[]; group: string; start: 'earliest' | 'latest' | number }
  /** Ports that syslog is taken at, as `udp://127.0.0.1:5514`; `tls://` needs a certificate and its key. */
  syslog?: { addresses: string[]; tls?: PemFiles }
  /** Topics of the same cluster. */
  outputs?: { alerts?: string; incidents?: string; deadLetters?: string }
}

interface SampleRequest extends ClusterRequest, ReadingRequest {
  topic: string
}

export interface TopicSample {
  /** Title of the format; undefined where none was recognised. */
  format: string | undefined
  /** ECS documents, or what is wrong with a record, and the record. */
  records: { document: EcsObject; problem: string | undefined; original: string }[]
}

export type { KafkaTopic, LiveProgress, LiveSample, NewAlert }
