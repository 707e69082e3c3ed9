import { expect, test } from 'vitest'
import { formatBytes, formatPercent, formatPoints, formatValue, plural } from './number.ts'
import { countryName, fileName, formatList, sentenceCase } from './text.ts'
import { formatDuration, formatRange, formatTime, zoneLabel } from './time.ts'

const noon = Date.UTC(2026, 2, 4, 23, 59, 7)

test('times are shown in the chosen zone', () => {
  expect(formatTime(noon, 'UTC')).toBe('2026-03-04 23:59:07')
  const local = new Date(noon)
  expect(formatTime(noon, 'local')).toContain(`:${String(local.getMinutes()).padStart(2, '0')}:07`)
  expect(formatTime(undefined, 'UTC')).toBe('–')
  expect(formatTime(Date.UTC(2026, 0, 1), 'UTC')).toBe('2026-01-01 00:00:00')
  expect(zoneLabel('UTC', noon)).toBe('UTC')
  expect(zoneLabel('local', noon)).toMatch(/^UTC[+-]\d\d:\d\d$/)
})

test('a range names the second day only where it differs', () => {
  expect(formatRange(noon, noon + 10_000, 'UTC')).toBe('2026-03-04 23:59:07 to 23:59:17')
  expect(formatRange(noon, noon + 60_000, 'UTC')).toBe('2026-03-04 23:59:07 to 2026-03-05 00:00:07')
})

test.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [3_600_000, '1 h'],
  [3_605_000, '1 h'],
  [93_784_000, '1 d 2 h'],
  [86_400_000 + 59_000, '1 d'],
])('%d ms lasts %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text)
})

test('numbers', () => {
  expect(formatBytes(999)).toBe('999 B')
  expect(formatBytes(1_234_567)).toBe('1.2 MB')
  expect(formatBytes(123_456)).toBe('123 KB')
  expect(plural(1, 'alert')).toBe('1 alert')
  expect(plural(1204, 'alert')).toBe('1,204 alerts')
  expect(formatPercent(0.0001)).toBe('<1 %')
  expect(formatPercent(0.9999)).toBe('>99 %')
  expect(formatPercent(0)).toBe('0 %')
  expect(formatPoints(-4)).toBe('−4.0')
  expect(formatValue(1234.56)).toBe('1,234.6')
  expect(formatValue(0.0123)).toBe('0.012')
  expect(formatValue('')).toBe('–')
})

test('words', () => {
  expect(formatList(['a', 'b', 'c'])).toBe('a, b +1')
  expect(formatList([])).toBe('')
  expect(countryName('DE')).toBe('Germany')
  expect(countryName('<script>')).toBe('<script>')
  expect(fileName('C:\\logs\\vpn.log')).toBe('vpn.log')
  expect(fileName('vpn.log')).toBe('vpn.log')
  expect(sentenceCase('false-positive')).toBe('False positive')
})
