import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseTime } from './coerce.ts'
import { readNumericTime } from './numeric-date.ts'

const context = { zoneOffset: 60, year: 2020 }
const iso = (time: number) => new Date(time).toISOString()

it.each([
  ['13/05/2022 10:55:13', '2022-05-13T09:55:13.000Z'],
  ['05/13/2022 10:55:13', '2022-05-13T09:55:13.000Z'],
  ['5/3/2022, 2:16:44.756 PM', '2022-05-03T13:16:44.756Z'],
  ['5/3/2022 12:00:01 a.m.', '2022-05-02T23:00:01.000Z'],
  ['03.05.2022 10:55', '2022-05-03T09:55:00.000Z'],
  ['03-05-2022 10:55:13,5', '2022-05-03T09:55:13.500Z'],
  ['03.05.2022 10:55:13 CEST', '2022-05-03T08:55:13.000Z'],
  ['03/05/2022:10:55:13 +0000', '2022-03-05T10:55:13.000Z'],
  ['03/05/2022T10:55:13Z', '2022-03-05T10:55:13.000Z'],
])('%s', (text, expected) => {
  expect(iso(readNumericTime(text, context))).toBe(expected)
  expect(iso(parseTime(text, context))).toBe(expected)
})

it('reads slashes with the day first where the source proves it', () => {
  expect(iso(readNumericTime('03/05/2022 10:55:13', { ...context, isDayFirst: true }))).toBe(
    '2022-05-03T09:55:13.000Z',
  )
  expect(iso(readNumericTime('05/13/2022 10:55:13', { ...context, isDayFirst: true }))).toBe(
    '2022-05-13T09:55:13.000Z',
  )
})

it.each([
  '',
  '13/13/2022 10:55:13',
  '31/04/2022 10:55',
  '29.02.2022 10:55',
  '03/05/22 10:55',
  '03/05/2022',
  '03/05/2022 24:00',
  '03/05/2022 10:55 Mars',
])('refuses %j', (text) => {
  expect(readNumericTime(text, context)).toBeNaN()
})

it('is a time of the calendar or none, whatever is in the text', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9/.:, APMZ+-]{0,48}$/), (text) => {
      const time = readNumericTime(text, context)
      return Number.isNaN(time) || Math.abs(time) < 8.64e15
    }),
  )
})
