import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameSplitter, FramingError } from './frame-splitter.ts'

function split(chunks: readonly (string | Buffer)[], most = 8192): string[] {
  const splitter = new FrameSplitter(most)
  const frames = chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk)))
  return [...frames, ...splitter.end()].map(
    ({ bytes, isOverlong }) => bytes.toString('utf8') + (isOverlong ? '…' : ''),
  )
}

const message = fc
  .string({ unit: fc.constantFrom('a', '<', ' ', '9', 'ü', '\n'), maxLength: 60 })
  .map((text) => `<13>${text}`)

describe('a connection', () => {
  it('counts octets where it begins with a count and a priority', () => {
    expect(split(['5 <1>ab7 <1>c\nde'])).toEqual(['<1>ab'.slice(0, 5), '<1>c\nde'])
  })

  it('ends messages with LF, CR LF or NUL otherwise', () => {
    expect(split(['<1>a\n<1>b\r\n<1>c\0', '2026-03-02 no priority\nlast'])).toEqual([
      '<1>a',
      '<1>b',
      '<1>c',
      '2026-03-02 no priority',
      'last',
    ])
  })

  it('does not take a line that begins with a number for a count', () => {
    expect(split(['10 Mar 02 gw1 x\n20 <1>\n'])).toEqual(['10 Mar 02 gw1 x', '20 <1>'])
    expect(split(['1751500000.123 x\n'])).toEqual(['1751500000.123 x'])
  })

  it('takes line ends after counted messages, and lines between them', () => {
    expect(split(['5 <1>ab\n5 <1>cd\r\n<1>line\n5 <1>ef'])).toEqual(['<1>ab', '<1>cd', '<1>line', '<1>ef'])
  })

  it('gives what had come of the last message when it is cut', () => {
    expect(split(['50 <1>ab'])).toEqual(['<1>ab'])
  })

  it('keeps the beginning of a message beyond the bound, and goes on after it', () => {
    const long = `<1>${'x'.repeat(5000)}`
    expect(split([`${long.length} ${long}5 <1>ab`], 2000)).toEqual([`${long.slice(0, 1024)}…`, '<1>ab'])
    expect(split([`${long}\n<1>ab\n`], 2000)).toEqual([`${long.slice(0, 1024)}…`, '<1>ab'])
    expect(split([long.slice(0, 4000), long.slice(4000)], 2000)).toEqual([`${long.slice(0, 1024)}…`])
  })

  it('is given up where no count follows', () => {
    expect(() => split(['5 <1>abjunk 5'])).toThrow(FramingError)
    expect(() => split(['5 <1>ab123456789 <1>'])).toThrow(FramingError)
    expect(() => split(['5 <1>ab0 <1>'])).toThrow(FramingError)
  })

  it('gives the same messages however it is cut', () => {
    const cuts = fc.array(fc.nat(400), { maxLength: 12 })
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 8 }), cuts, (messages, places) => {
        const counted = messages.map((text) => `${Buffer.byteLength(text)} ${text}`).join('')
        const lines = messages.map((text) => text.replaceAll('\n', ' '))
        expect(split(cut(Buffer.from(counted), places))).toEqual(messages)
        expect(split(cut(Buffer.from(`${lines.join('\n')}\n`), places))).toEqual(lines)
      }),
    )
  })

  it('throws nothing but what it says, and holds no more than the bound, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (chunks) => {
        try {
          split(
            chunks.map((chunk) => Buffer.from(chunk)),
            100,
          )
        } catch (error) {
          expect(error).toBeInstanceOf(FramingError)
        }
      }),
    )
  })
})

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [0, ...places.filter((place) => place < bytes.length).toSorted((a, b) => a - b), bytes.length]
  return at.slice(1).map((to, i) => bytes.subarray(at[i], to))
}
