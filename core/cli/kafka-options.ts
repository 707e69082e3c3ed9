import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { z } from 'zod'
import { kafkaSettingsSchema, type KafkaSettings, type KafkaStart } from '../ingest/kafka/kafka-settings.ts'
import { saslMechanisms } from '../ingest/kafka/sasl.ts'
import { passwordVariable } from './kafka-flags.ts'
import { readPem, readText } from './option-files.ts'
import { readMoment } from './read-options.ts'
import { UsageError } from './usage-error.ts'

export const kafkaOptionsSchema = z.object({
  kafka: z.string().optional(),
  topic: z.array(z.string()).default([]),
  group: z.string().default('sonic'),
  from: z.string().default('earliest'),
  tls: z.boolean().default(false),
  tlsCa: z.string().optional(),
  tlsCert: z.string().optional(),
  tlsKey: z.string().optional(),
  sasl: z.string().optional(),
  kafkaUser: z.string().optional(),
  kafkaPassword: z.string().optional(),
})
type KafkaOptions = z.infer<typeof kafkaOptionsSchema>

/** @throws UsageError that says which option is wrong */
export async function readKafkaSettings(options: KafkaOptions): Promise<KafkaSettings> {
  const { kafka = '', tls, tlsCa, tlsCert, tlsKey, sasl, kafkaUser } = options
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new UsageError('--tls-cert and --tls-key belong together.')
  if (sasl === undefined && (kafkaUser ?? options.kafkaPassword) !== undefined)
    throw new UsageError(`--kafka-user needs a mechanism: --sasl ${saslMechanisms.join(', ')}.`)
  if (sasl !== undefined && kafkaUser === undefined) throw new UsageError('--sasl needs --kafka-user NAME.')
  const wantsTls = tls || (tlsCa ?? tlsCert) !== undefined
  const read = kafkaSettingsSchema.safeParse({
    brokers: kafka.split(',').map((broker) => broker.trim()),
    ...(wantsTls
      ? {
          tls: {
            ca: await readPem('--tls-ca', tlsCa),
            certificate: await readPem('--tls-cert', tlsCert),
            key: await readPem('--tls-key', tlsKey),
          },
        }
      : {}),
    ...(sasl === undefined
      ? {}
      : {
          sasl: { mechanism: sasl, username: kafkaUser, password: await readPassword(options.kafkaPassword) },
        }),
  })
  if (read.success) return read.data
  throw new UsageError(`--kafka ${kafka}: ${read.error.issues[0]?.message ?? 'it cannot be used'}.`)
}

/** @throws UsageError */
export function readStart(from: string): KafkaStart {
  if (from === 'earliest' || from === 'latest') return from
  return readMoment(from)
}

/** Never an argument: other people of the machine can read those. */
async function readPassword(file: string | undefined): Promise<string> {
  if (file !== undefined) return (await readText('--kafka-password', file)).replace(/\r?\n$/, '')
  const given = process.env[passwordVariable]
  if (given !== undefined) return given
  if (!process.stdin.isTTY)
    throw new UsageError(
      `--sasl needs a password: --kafka-password FILE, or the variable ${passwordVariable}.`,
    )
  process.stderr.write('Password: ')
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
