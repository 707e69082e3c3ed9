import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecodeContext } from './decoder.ts'
import { epochDay } from './calendar.ts'
import { readIsoTime, readOffset, readSyslogTime, readTime, timestampEnd } from './timestamps.ts'

const context = (year = 2026, zoneOffset = 0): DecodeContext => ({ year, zoneOffset })

describe('readSyslogTime', () => {
  it.each([
    ['Oct 10 2018 12:34:56 host', '2018-10-10T12:34:56.000Z', 20],
    ['May  5 17:51:17 dev01:', '2026-05-05T17:51:17.000Z', 15],
    ['Jan 2 2026 03:04:05.678 EST: x', '2026-01-02T08:04:05.678Z', 27],
    ['Apr 15 2014 09:34:34 EDT: %ASA', '2014-04-15T13:34:34.000Z', 24],
    ['Jul 01 2025 10:00:00 CEST: %ASA', '2025-07-01T08:00:00.000Z', 25],
    ['*Mar  1 00:00:07.120 UTC: %SYS', '2026-03-01T00:00:07.120Z', 24],
    ['Fri Jan  2 03:04:05 2026 us=1', '2026-01-02T03:04:05.000Z', 24],
    ['Jan  2 03:04:05 2026: x', '2026-01-02T03:04:05.000Z', 20],
    ['Jan  2 03:04:05 HOST1 x', '2026-01-02T03:04:05.000Z', 15],
    ['Feb 29 2024 00:00:00', '2024-02-29T00:00:00.000Z', 20],
    ['Okt 08 13:00:05 srv', '2026-10-08T13:00:05.000Z', 15],
    ['Mär  1 09:00:00 srv', '2026-03-01T09:00:00.000Z', 15],
    ['déc. 24 18:00:00 srv', '2026-12-24T18:00:00.000Z', 16],
    ['ago 7 18:00:00 srv', '2026-08-07T18:00:00.000Z', 14],
    ['September 12 02:00:00 srv', '2026-09-12T02:00:00.000Z', 21],
    ['Do. Jan  2 03:04:05 2025 x', '2025-01-02T03:04:05.000Z', 24],
    ['Wed 2016-03-02 08:50:20 CET mimmi', '2016-03-02T07:50:20.000Z', 27],
    ['Mi 2016-03-02 08:50:20.123456 UTC mimmi', '2016-03-02T08:50:20.123Z', 33],
    ['Wed 2016-03-02 08:50:20 +03 mimmi', '2016-03-02T05:50:20.000Z', 27],
    ['jan/02/2025 03:04:05 system,info', '2025-01-02T03:04:05.000Z', 20],
    ['jan/02 03:04:05 system,info', '2026-01-02T03:04:05.000Z', 15],
    ['Jan  2 03:04:05 +0530 gate', '2026-01-01T21:34:05.000Z', 21],
  ])('reads %s', (text, iso, end) => {
    expect(new Date(readSyslogTime(text, 0, context())).toISOString()).toBe(iso)
    expect(timestampEnd()).toBe(end)
  })

  it.each([
    '',
    'Foo 10 12:34:56',
    'Oct 40 12:34:56',
    'Oct 10 12:61:56',
    'Oct 10 2018',
    'Oct',
    '12:34:56',
    'Feb 29 2025 00:00:00',
    'Apr 31 00:00:00',
    'error 10 12:34:56',
    'pro host 1 12:00:00',
  ])('refuses %s', (text) => {
    expect(readSyslogTime(text, 0, context())).toBeNaN()
  })

  it('takes the zone of the context where the line has none', () => {
    expect(new Date(readSyslogTime('Jan  2 03:04:05', 0, context(2026, 330))).toISOString()).toBe(
      '2026-01-01T21:34:05.000Z',
    )
  })

  it('opens the next year after December, and knows a late December line', () => {
    const source = context(2025)
    const years = [
      'Nov 30 10:00:00',
      'Dec 31 23:59:59',
      'Jan  1 00:00:01',
      'Dec 31 23:59:58',
      'Jan  1 00:00:02',
      'Jun  1 00:00:00',
    ].map((text) => new Date(readSyslogTime(text, 0, source)).getUTCFullYear())
    expect(years).toEqual([2025, 2025, 2026, 2025, 2026, 2026])
  })

  it('keeps sources apart', () => {
    const [first, second] = [context(2025), context(2025)]
    for (const text of ['Dec 31 23:59:59', 'Jan  1 00:00:01']) readSyslogTime(text, 0, first)
    expect(new Date(readSyslogTime('Jan  1 00:00:01', 0, second)).getUTCFullYear()).toBe(2025)
  })
})

describe('readTime', () => {
  it.each([
    ['2026 Jan  2 03:04:05.678 switch', '2026-01-02T03:04:05.678Z', 24],
    ['2026 Jan 12 03:04:05 CET: %X', '2026-01-12T02:04:05.000Z', 24],
    ['2 Jan 2026 03:04:05 x', '2026-01-02T03:04:05.000Z', 19],
    ['02-Jan-2026 03:04:05.678 x', '2026-01-02T03:04:05.678Z', 24],
    ['02/Jan/2026:03:04:05 +0200 x', '2026-01-02T01:04:05.000Z', 26],
    ['1767323045.678901 srv', '2026-01-02T03:04:05.678Z', 17],
    ['2026-01-02 03:04:05,678 x', '2026-01-02T03:04:05.678Z', 23],
    ['2026-01-02 03:04:05,678901+02:00 x', '2026-01-02T01:04:05.678Z', 32],
    ['2026/01/02 03:04:05,0123,SYSTEM', '2026-01-02T03:04:05.000Z', 19],
    ['2026/01/02 03:04:05,012,SYSTEM', '2026-01-02T03:04:05.000Z', 19],
    ['2026-01-02 03:04:05 EST fw', '2026-01-02T08:04:05.000Z', 23],
    ['2026-01-02 03:04:05 zeus sshd', '2026-01-02T03:04:05.000Z', 19],
  ])('reads %s', (text, iso, end) => {
    expect(new Date(readTime(text, 0, context())).toISOString()).toBe(iso)
    expect(timestampEnd()).toBe(end)
  })

  it.each(['1767323045.678 srv', '32 Jan 2026 03:04:05', '2026-02-30 03:04:05', '2 Jan/2026 03:04:05'])(
    'refuses %s',
    (text) => {
      expect(readTime(text, 0, context())).toBeNaN()
    },
  )
})

describe('readIsoTime', () => {
  it.each([
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04:05.123456+02:00', '2026-01-02T01:04:05.123Z'],
    ['2026-01-02 03:04:05 -0530 x', '2026-01-02T08:34:05.000Z'],
    ['2026/01/02 03:04:05,0012', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02 03:04:05 1.2.3.4', '2026-01-02T03:04:05.000Z'],
  ])('reads %s', (text, iso) => {
    expect(new Date(readIsoTime(text, 0, 0)).toISOString()).toBe(iso)
  })

  it('agrees with Date on every second it can be asked', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        (date) => {
          expect(readIsoTime(date.toISOString(), 0, 0)).toBe(date.getTime())
          expect(epochDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(
            Math.floor(date.getTime() / 86_400_000),
          )
        },
      ),
    )
  })
})

it('reads offsets', () => {
  expect(readOffset('-0500', 0)).toBe(-300)
  expect(readOffset('+05:45', 0)).toBe(345)
  expect(readOffset('EST', 0)).toBeNaN()
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20), (text, at) => typeof readTime(text, at, context()) === 'number'),
  )
})
