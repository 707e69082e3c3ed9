import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visible, visibleLines } from './visible.ts'

test('what steers a terminal, reverses the reading order or hides is written out', () => {
  expect(visible('an\u202ena\u2066')).toBe('an\\u202ena\\u2066')
  expect(visible('\u001b]0;owned\u0007')).toBe('\\u001b]0;owned\\u0007')
  expect(visible('\u009b31m')).toBe('\\u009b31m')
  expect(visible('a\u200bb\u2060c\ufeff\u00ad')).toBe('a\\u200bb\\u2060c\\ufeff\\u00ad')
  expect(visible('tag \u{e0041}')).toBe('tag \\udb40\\udc41')
  expect(visible('half \ud800')).toBe('half \\ud800')
  expect(visible('vpn\nsonic: all is well')).toBe('vpn\\u000asonic: all is well')
})

test('what people write stays as it is', () => {
  for (const text of ['CORP\\anna', 'Jürgen Weiß', '佐藤 花子', 'محمد', 'naïve — “quoted”', '🙂'])
    expect([visible(text), visibleLines(text)]).toEqual([text, text])
})

test('of a document lines and tabs stay, and JSON stays the same JSON', () => {
  expect(visibleLines('one\n\ttwo\r')).toBe('one\n\ttwo\\u000d')
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, name) => {
      const text = JSON.stringify({ [name]: value }, undefined, 2)
      expect(JSON.parse(visibleLines(text))).toEqual(JSON.parse(text))
    }),
  )
})

test('nothing that a terminal obeys is left, and a second pass changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = visible(text)
      expect(stripVTControlCharacters(shown)).toBe(shown)
      expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/)
      expect(visible(shown)).toBe(shown)
    }),
  )
})
