import { isTableHeader } from '../decoders/csv.ts'
import { beginsListText } from '../decoders/windows/list-text.ts'
import type { LineBatch } from '../sources/line-splitter.ts'
import { BlockSplitter } from './block-splitter.ts'
import { csvColumn } from './csv-column.ts'
import { beginsEventXml, EventXmlSplitter } from './event-xml.ts'
import { beginsBlock } from './journal-blocks.ts'
import { DocumentSplitter, isDocument } from './json-documents.ts'
import { RowSplitter } from './row-splitter.ts'
import { spreadFlows } from './spread-flows.ts'

/** Cuts lines into records where these are not the same. */
interface RecordSplitter {
  push(batch: LineBatch): LineBatch
  /** What is held until the next record begins. */
  end?(): LineBatch
}

/** Batches of lines as they are or, of a file whose lines are no records (a JSON document, the journal's export), its records. */
export async function* splitRecords(batches: AsyncIterable<LineBatch>): AsyncGenerator<LineBatch> {
  let splitter: RecordSplitter | undefined
  let isDecided = false
  for await (const batch of batches) {
    if (!isDecided) {
      const at = batch.texts.findIndex((text) => !isPreamble(text))
      isDecided = at >= 0
      splitter = isDecided
        ? splitterFor(
            batch.texts[at] ?? '',
            batch.texts.slice(at + 1).find((text) => !isPreamble(text)) ?? '',
            batch.cut?.has(at) ?? false,
          )
        : undefined
    }
    const cut = spreadFlows(splitter ? splitter.push(batch) : batch)
    // Of a file that is followed an empty batch says that there is no more for now.
    if (cut.texts.length > 0 || batch.texts.length === 0) yield cut
  }
  const rest = splitter?.end?.()
  if (rest !== undefined && rest.texts.length > 0) yield rest
}

/** Whether long lines of a file that begins so hold several records, as answers of platforms and exports of event logs do. */
export function cutsLines(beginning: string): boolean {
  const [line = ''] = beginning.trimStart().split('\n', 1)
  return isDocument(line) || beginsEventXml(beginning)
}

/** Nothing, a remark of journalctl, or the declaration of XML on a line of its own. */
function isPreamble(text: string): boolean {
  return (
    text.trim() === '' || text.startsWith('-- ') || (text.startsWith('<?xml') && !text.includes('<Event'))
  )
}

/** How Splunk's forwarder begins a Windows event that it renders as text: the time alone, then the names of its fields. */
function beginsWindowsText(first: string, second: string): boolean {
  return isWindowsTime(first) && second.startsWith('LogName=')
}

function isWindowsTime(line: string): boolean {
  return /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d [AP]M$/.test(line)
}

function splitterFor(first: string, second: string, isCut: boolean): RecordSplitter | undefined {
  if (beginsBlock(first)) return new BlockSplitter(beginsBlock)
  if (beginsWindowsText(first, second)) return new BlockSplitter(isWindowsTime)
  // The name with which the first event begins begins all others.
  const name = beginsListText(first) ? first.slice(0, first.search(/[[:]/) + 1) : ''
  if (name !== '') return new BlockSplitter((line) => line.startsWith(name) && beginsListText(line))
  if (csvColumn.open(first) !== undefined || isTableHeader(first)) return new RowSplitter(first)
  const mark = markBefore(first)
  if (mark !== undefined) return { push: (batch) => withoutMark(batch, mark) }
  if (beginsEventXml(first)) return new EventXmlSplitter()
  return isCut || isDocument(first, second === '') ? new DocumentSplitter() : undefined
}

/** What stands before each record of `journalctl -o json-sse` (server-sent events) and `-o json-seq` (RFC 7464). */
function markBefore(line: string): string | undefined {
  return ['data: ', '\u001e'].find((mark) => line.startsWith(`${mark}{`))
}

function withoutMark(batch: LineBatch, mark: string): LineBatch {
  const isMarked = (text: string): boolean => text.startsWith(mark)
  return {
    ...batch,
    texts: batch.texts.map((text) => (isMarked(text) ? text.slice(mark.length) : text)),
    offsets: batch.offsets.map((at, i) => at + (isMarked(batch.texts[i] ?? '') ? mark.length : 0)),
    lengths: batch.lengths.map((length, i) => length - (isMarked(batch.texts[i] ?? '') ? mark.length : 0)),
  }
}
