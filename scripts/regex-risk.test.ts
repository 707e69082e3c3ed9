import { expect, test } from 'vitest'
import { processorMs } from '../core/ingest/decoders/processor-time.fixture.ts'
import { regexRisk } from './regex-risk.ts'

test.each([
  '^(a+)+$',
  '^(a|a)*b',
  '^(a|ab)*c',
  '^(\\w+\\s?)*$',
  '^(.*)(.*)x',
  '^\\s*\\s*x',
  '^.*a.*b',
  '\\s+$',
  '\\w+@\\w+',
  '^(a?)*b',
  '^(?:[a-z]+|[^A-Z]+)+$',
  '^([A-Z]+)+$',
])('%s is refused', (pattern) => {
  expect(regexRisk(pattern, '')).toBeDefined()
})

test.each([
  '^[a-z]+\\d+$',
  '^(?:,\\d+)*$',
  '^(?:[a-z]+=\\d+;)*$',
  '[^a-z0-9]',
  '\\d+',
  '^\\{\\s*["}]',
  '^([+-])(\\d\\d):?(\\d\\d)$',
  '^(?:event|properties)\\.',
  '"[^"]*"',
  '"[^"]*x',
  '^a*b*c*$',
  '\\.(test|fixture)$',
])('%s is linear', (pattern) => {
  expect(regexRisk(pattern, '')).toBeUndefined()
})

test('what it calls linear is', () => {
  const texts = ['a', 'ab', ' ', '"', ',1', '0', '.', '{'].map((piece) => piece.repeat(50_000))
  for (const pattern of ['^(?:,\\d+)*$', '^[a-z]+\\d+$', '\\.(test|fixture)$', '^a*b*c*$']) {
    const expression = new RegExp(pattern)
    const tryAll = () => {
      for (const text of texts) expression.test(`${text}!`)
    }
    expect(processorMs(tryAll, 200)).toBeLessThan(200)
  }
})
