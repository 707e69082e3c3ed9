import { addMessageLine } from '../message-line.ts'
import type { LineBatch } from '../sources/line-splitter.ts'
import type { KafkaMessage } from './kafka-client.ts'

interface MessageLines {
  partition: number
  lines: LineBatch
}

/**
 * Messages as lines, each a record whose place is its offset. Cut where offsets do not follow one another, so that numbers of lines
 * are offsets. What stands for a deleted key (no value) is no record.
 */
export function linesOf(messages: readonly KafkaMessage[]): MessageLines[] {
  const parts: MessageLines[] = []
  let expected = Number.NaN
  for (const { partition, offset, value } of messages) {
    let part = parts.at(-1)
    if (part === undefined || offset !== expected || part.partition !== partition) {
      part = { partition, lines: { texts: [], offsets: [], lengths: [], firstLine: offset, overlong: [] } }
      parts.push(part)
    }
    expected = offset + 1
    addMessageLine(part.lines, offset, value ?? Buffer.alloc(0))
  }
  return parts
}
