import { z } from 'zod'
import type { Connection, Opened } from './database.ts'

/** A message that is to go out with a commit. */
export interface Outgoing {
  topic: string
  key: string
  /** null: what was sent under this key is no more. */
  value: Uint8Array | null
  headers: Record<string, string>
}

/** `number` grows from message to message of a workspace. */
export type Waiting = Outgoing & { number: number }

const headersSchema = z.record(z.string(), z.string())

/** Belongs in the transaction of what the messages tell of. */
export function writeOutgoing(connection: Connection, messages: Iterable<Outgoing>): void {
  const put = connection.prepare('INSERT INTO outbox (topic, key, value, headers) VALUES (?, ?, ?, ?)')
  for (const { topic, key, value, headers } of messages) put.run(topic, key, value, JSON.stringify(headers))
}

/** Topics that messages wait for. */
export function listWaitingTopics({ connection }: Opened): string[] {
  return connection.prepare<[], string>('SELECT DISTINCT topic FROM outbox').pluck().all()
}

/** The oldest of a topic, at most so many. */
export function readOutgoing({ connection }: Opened, topic: string, most: number): Waiting[] {
  return connection
    .prepare<[string, number], { number: number; key: string; value: Buffer | null; headers: string }>(
      'SELECT number, key, value, headers FROM outbox WHERE topic = ? ORDER BY number LIMIT ?',
    )
    .all(topic, most)
    .map(({ headers, ...message }) => ({
      ...message,
      topic,
      headers: headersSchema.parse(JSON.parse(headers)),
    }))
}

/** Those of a topic up to a number have arrived. */
export function dropOutgoing({ connection }: Opened, topic: string, upTo: number): void {
  connection.prepare('DELETE FROM outbox WHERE topic = ? AND number <= ?').run(topic, upTo)
}

export function countOutgoing({ connection }: Opened): number {
  return connection.prepare<[], number>('SELECT count(*) FROM outbox').pluck().get() ?? 0
}
