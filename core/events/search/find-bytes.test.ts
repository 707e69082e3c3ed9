import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitsWithin, parsePattern } from '../query/pattern.ts'
import { mayFit } from './find-bytes.ts'

const character = fc.constantFrom(
  ...'akKiIsSxX19 _*?'.split(''),
  'ü',
  'Ü',
  'ß',
  'ſ',
  '\u0130',
  '\u212a',
  '€',
  '\u{1F600}',
)
const text = fc.array(character, { maxLength: 12 }).map((parts) => parts.join(''))

describe('bytes that are looked at first', () => {
  it('never hide a text that fits', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), text, (lines, wanted) => {
        const pattern = parsePattern(wanted)
        const some = lines.some((line) => fitsWithin(pattern, line))
        if (some) expect(mayFit(pattern)(Buffer.from(lines.join('\n')))).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  it('are enough to know that most texts do not fit', () => {
    const bytes = Buffer.from('user = anna\nserver = 10.0.0.5 : user = XAVER'.repeat(1000))
    expect(mayFit(parsePattern('*xaver*'))(bytes)).toBe(true)
    expect(mayFit(parsePattern('*ylophon*'))(bytes)).toBe(false)
    expect(mayFit(parsePattern('*er = x?vor*'))(bytes)).toBe(true)
    expect(mayFit(parsePattern('*10.0.0.6*'))(bytes)).toBe(false)
  })
})
