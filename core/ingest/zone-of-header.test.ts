import { describe, expect, it } from 'vitest'
import { decoders } from './decoders/index.ts'
import { inferZone } from './infer-zone.ts'
import { zoneBetween } from './zone-between.ts'
import { zoneOfHeader } from './zone-of-header.ts'
import { zoneOfText } from './zone-text.ts'
import type { Decoder } from './decoder.ts'

const noon = Date.UTC(2026, 0, 2, 12)
const minute = 60_000

describe('zoneBetween', () => {
  it.each([
    [0, 0],
    [330, 330],
    [-300, -300],
    [332, 330],
    [-719, -720],
    [338, undefined],
    [15 * 60, undefined],
    [-13 * 60, undefined],
    [NaN, undefined],
  ])('%d minutes', (apart, zone) => {
    expect(zoneBetween(noon + apart * minute, noon)).toBe(zone)
  })
})

it.each([
  ['<14>1 2026-01-02T13:00:02+01:00 fw - - - - x', 60],
  ['2026-01-02T12:00:00Z fw app[1]: x', 0],
  ['2026-01-02 06:59:58 EST fw app[1]: x', -300],
  ['Jan  2 13:00:00 fw x', undefined],
  ['no header', undefined],
])('the clock beside the header of %s', (line, zone) => {
  expect(zoneOfHeader(noon + (zone ?? 0) * minute, line)).toBe(zone)
})

it.each([
  ['+0200', 120],
  ['-0500', -300],
  ['+5', 300],
  ['UTC+2:00', 120],
  ['GMT-10:30', -630],
  ['(GMT-8:00)Pacific Time (US&Canada)', -480],
  ['CEST', 120],
  ['utc', 0],
  ['', undefined],
  ['EST5EDT', undefined],
  ['+99', undefined],
  ['CET+1', undefined],
  ['+12345', undefined],
])('%j as a zone', (text, zone) => {
  expect(zoneOfText(text)).toBe(zone)
})

function timeOf(name: string, line: string, zoneOffset = 0): number | undefined {
  const decoder = decoders.find((one) => one.name === name)
  const record = decoder?.open({ zoneOffset, year: 2026 })(line)
  return record && '@timestamp' in record ? record['@timestamp'] : undefined
}

/** Each holds its clock's zone beside it, so the zone of the import is of no account. */
it.each([
  ['fortigate', 'date=2026-01-02 time=17:30:00 tz="+0530" logid="1" type="event"'],
  ['fortigate', 'date=2026-01-02 time=17:30:00 tz=UTC+5:30 logid="1" type="event"'],
  [
    'fortigate',
    'itime=2026-01-02 17:30:04 date=2026-01-02 time=17:30:00 itime_t=1767355204 logid="1" type="event"',
  ],
  ['fortigate', 'itime=1767355204 date=2026-01-02 time=07:00:00 dtime=1767355200 logid="1" type="event"'],
  [
    'sonicwall',
    'id=sslvpn sn=0017C5000000 time="2026-01-02 20:00:00" vp_time="2026-01-02 12:00:00 UTC" fw=192.0.2.1 pri=5 m=1',
  ],
  ['sonicwall', 'id=firewall sn=0017C5000000 time="2026-01-02 12:00:00 UTC" fw=192.0.2.1 pri=5 m=1'],
  [
    'sophos-firewall',
    'device="SFW" date=2026-01-02 time=14:00:00 timezone="EET" device_name="x" log_id=1 log_type="Event"',
  ],
  [
    'cef',
    'Jan  2 13:00:00 gw CEF:0|Ubiquiti|UniFi Network|9.3.45|201|x|7|UNIFIutcTime=2026-01-02T12:00:00.000Z src=192.0.2.1',
  ],
])('%s keeps the zone of %s', (name, line) => {
  for (const zoneOffset of [0, 345]) expect(timeOf(name, line, zoneOffset)).toBe(noon)
})

describe('inferZone by headers', () => {
  const leef = decoders.find(({ name }) => name === 'leef') satisfies Decoder | undefined
  const line = (header: string, clock: string) =>
    `<14>1 ${header} gw - - - - LEEF:1.0|Example|VPN|1|login|devTime=${clock}\tusrName=alice\tsrc=192.0.2.1`
  const source = { modified: noon + 86_400_000 }
  const infer = (lines: readonly string[], chosen?: number) => {
    if (leef === undefined) throw new Error('there is no LEEF')
    return inferZone(lines, [], leef, source, chosen)
  }

  it('takes the zone of most lines, whatever was chosen', () => {
    const lines = [
      line('2026-01-02T13:00:01+01:00', '2026-01-02 13:00:00'),
      line('2026-01-02T13:10:01+01:00', '2026-01-02 13:10:00'),
      line('2026-01-02T15:10:01+01:00', '2026-01-02 13:20:00'),
    ]
    expect(infer(lines, -300)).toEqual({
      zoneOffset: 60,
      note: 'the times of the records carry no zone: they were read as +01:00, by the times of their syslog headers',
    })
  })

  it('leaves what was chosen where headers are of another moment', () => {
    expect(infer([line('2026-01-02T19:37:01+01:00', '2026-01-02 13:00:00')], -300).zoneOffset).toBe(-300)
  })

  it('finds nothing lacking where the records have a zone', () => {
    expect(infer([line('2026-01-02T13:00:01+01:00', '2026-01-02T13:00:00+02:00')])).toEqual({
      zoneOffset: 0,
      note: undefined,
    })
  })
})
