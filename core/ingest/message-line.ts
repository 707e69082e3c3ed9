import { isUtf8 } from 'node:buffer'
import { keepBytes, type LineBatch } from './sources/line-splitter.ts'

/** Adds what came as one message, of a topic or of a sender, as a line. Shippers of lines often leave the end of the line on. */
export function addMessageLine(lines: LineBatch, offset: number, message: Buffer): void {
  const text = message.toString('utf8')
  if (!isUtf8(message)) keepBytes(lines, message)
  lines.texts.push(text.endsWith('\n') ? text.replace(/\r?\n$/, '') : text)
  lines.offsets.push(offset)
  lines.lengths.push(message.length)
}
