import { z } from 'zod'

const credentials = { username: z.string().min(1), password: z.string() }

/** How to reach a cluster. Secrets stay in memory: none is ever written. */
export const kafkaSettingsSchema = z.object({
  brokers: z
    .array(z.string().regex(/^[^\s:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, 'a broker is HOST:PORT'))
    .min(1, 'at least one broker is needed'),
  tls: z
    .object({
      /** PEM texts; without an authority those of the system count. */
      ca: z.string().optional(),
      certificate: z.string().optional(),
      key: z.string().optional(),
    })
    .optional(),
  sasl: z
    .discriminatedUnion('mechanism', [
      z.object({ mechanism: z.literal('plain'), ...credentials }),
      z.object({ mechanism: z.literal('scram-sha-256'), ...credentials }),
      z.object({ mechanism: z.literal('scram-sha-512'), ...credentials }),
    ])
    .optional(),
})
export type KafkaSettings = z.infer<typeof kafkaSettingsSchema>

/** Where reading begins in a partition of which no position is stored; a number is a time, epoch ms. */
export type KafkaStart = 'earliest' | 'latest' | number
