import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineSplitter, type LineBatch } from './line-splitter.ts'
import { newOutcome } from './read-outcome.ts'
import { Utf16Splitter } from './utf16-splitter.ts'

interface Splitter {
  push(chunk: Buffer): LineBatch
  end(): LineBatch
}

const mostBytes = 1000
const piece = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.constantFrom('\n', '\r\n', 'plain', 'é', '\u{FEFF}', '\u{1F600}').map((text) => Buffer.from(text)),
  fc.constantFrom('\n', '\r\n', 'Größe', '\u{FEFF}').map((text) => Buffer.from(text, 'utf16le')),
)
const content = fc.array(piece, { maxLength: 30, size: 'max' }).map((pieces) => Buffer.concat(pieces))

describe('the bytes of a line', () => {
  it.each<[string, () => Splitter]>([
    ['UTF-8 or Windows-1252', () => new LineSplitter(newOutcome(), mostBytes)],
    ['UTF-16, least byte first', () => new Utf16Splitter(newOutcome(), mostBytes, false)],
    ['UTF-16, greatest byte first', () => new Utf16Splitter(newOutcome(), mostBytes, true)],
  ])('are known of any content, wherever chunks end: %s', (_, create) => {
    fc.assert(
      fc.property(content, fc.integer({ min: 1, max: 40 }), (whole, chunkBytes) => {
        const splitter = create()
        const batches: LineBatch[] = []
        for (let from = 0; from < whole.length; from += chunkBytes)
          batches.push(splitter.push(Buffer.from(whole.subarray(from, from + chunkBytes))))
        batches.push(splitter.end())
        for (const { texts, offsets, lengths, overlong, raw } of batches)
          for (const [i, text] of texts.entries()) {
            if (overlong.includes(i)) continue
            const [offset = 0, length = 0] = [offsets[i], lengths[i]]
            expect(raw?.get(i) ?? Buffer.from(text)).toEqual(whole.subarray(offset, offset + length))
          }
      }),
      { numRuns: 1000 },
    )
  })

  it('are kept only where the text does not give them', () => {
    const batch = new LineSplitter(newOutcome(), mostBytes).push(
      Buffer.from('plain\ncaf\xe9\nplain\n', 'latin1'),
    )
    expect([...(batch.raw ?? [])]).toEqual([[1, Buffer.from('caf\xe9', 'latin1')]])
  })
})
