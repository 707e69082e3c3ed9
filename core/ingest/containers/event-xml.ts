import type { LineBatch } from '../sources/line-splitter.ts'

/** A longer event is none, characters. */
const longest = 2 ** 18
const ending = '</Event>'

/** Whether a text begins as a document of Windows events, or one of them, does. */
export function beginsEventXml(first: string): boolean {
  const text = first.slice(0, 1000).trimStart()
  return (
    text.startsWith('<Event ') ||
    text.startsWith('<Events>') ||
    (text.startsWith('<?xml') && text.includes('<Event'))
  )
}

/** Cuts a document into its `<Event>`s, many in a line or one over several. An event stands where it begins. */
export class EventXmlSplitter {
  #begun: { text: string; offset: number; line: number } | undefined

  /** What the piece before ended with. */
  #held = ''

  push(batch: LineBatch): LineBatch {
    const out = { texts: [], offsets: [], lengths: [], numbers: [], firstLine: batch.firstLine, overlong: [] }
    for (const [i, line] of batch.texts.entries()) {
      const number = batch.numbers?.[i] ?? batch.firstLine + i
      const isCut = batch.cut?.has(i) ?? false
      const text = this.#held + line
      // The end of a piece may be the beginning of a tag.
      const last = isCut ? text.lastIndexOf('<') : -1
      const whole = last >= 0 && last >= text.length - ending.length ? last : text.length
      const offset = (batch.offsets[i] ?? 0) - Buffer.byteLength(this.#held)
      this.#held = text.slice(whole)
      this.#line(text.slice(0, whole), offset, number, out)
      if (this.#begun && !isCut) this.#begun.text += '\n'
    }
    return out
  }

  #line(line: string, offset: number, number: number, out: LineBatch & { numbers: number[] }): void {
    let at = 0
    let bytes = offset
    while (at < line.length) {
      if (this.#begun === undefined) {
        const start = startOf(line, at)
        if (start < 0) return
        bytes += Buffer.byteLength(line.slice(at, start))
        at = start
        this.#begun = { text: '', offset: bytes, line: number }
      }
      const end = line.indexOf(ending, at)
      const stop = end < 0 ? line.length : end + ending.length
      this.#begun.text += line.slice(at, stop)
      bytes += Buffer.byteLength(line.slice(at, stop))
      at = stop
      if (this.#begun.text.endsWith(ending)) {
        out.texts.push(this.#begun.text)
        out.offsets.push(this.#begun.offset)
        out.lengths.push(bytes - this.#begun.offset)
        out.numbers.push(this.#begun.line)
        this.#begun = undefined
      } else if (this.#begun.text.length > longest) this.#begun = undefined
    }
  }
}

function startOf(line: string, from: number): number {
  const [bare, named] = [line.indexOf('<Event>', from), line.indexOf('<Event ', from)]
  return bare < 0 || named < 0 ? Math.max(bare, named) : Math.min(bare, named)
}
