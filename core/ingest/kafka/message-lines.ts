import { isUtf8 } from 'node:buffer'
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
    addMessage(part.lines, offset, value ?? Buffer.alloc(0))
  }
  return parts
}

function addMessage(lines: LineBatch, offset: number, value: Buffer): void {
  const text = value.toString('utf8')
  if (!isUtf8(value)) (lines.raw ??= new Map()).set(lines.texts.length, value)
  // Shippers of lines often leave the end of the line on.
  lines.texts.push(text.endsWith('\n') ? text.replace(/\r?\n$/, '') : text)
  lines.offsets.push(offset)
  lines.lengths.push(value.length)
}
