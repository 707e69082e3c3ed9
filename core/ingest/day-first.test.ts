import { expect, it } from 'vitest'
import { isDayFirst } from './day-first.ts'
import { netscaler } from './decoders/netscaler.ts'

it.each([
  [['03/05/2022 a', '13/05/2022 b'], true],
  [['03/05/2022 a', '05/13/2022 b'], false],
  [['13/05/2022 a', '05/13/2022 b'], false],
  [['03/05/2022 a', 'no date'], false],
])('%j', (lines, expected) => expect(isDayFirst(lines)).toBe(expected))

it('decides for NetScaler, whose lines do not tell', () => {
  const line =
    '<134> 03/05/2022:10:55:13 GMT ns1 0-PPE-0 : default SSLVPN LOGIN 1243 0 : Context carol@203.0.113.4 - SessionId: 29- User carol - Client_ip 203.0.113.4'
  const time = (first: boolean) => netscaler.open({ zoneOffset: 0, year: 2022, isDayFirst: first })(line)
  expect(time(true)).toMatchObject({ '@timestamp': Date.UTC(2022, 4, 3, 10, 55, 13) })
  expect(time(false)).toMatchObject({ '@timestamp': Date.UTC(2022, 2, 5, 10, 55, 13) })
})

it.each([
  ['03/04/2024:23:50:01 GMT', '04/04/2024:00:10:01 GMT'],
  ['04/03/2024:23:50:01 GMT', '04/04/2024:00:10:01 GMT'],
])('lasts from %s to %s, whichever of them stands first', (start, end) => {
  const line = `<134> 04/04/2024:00:10:01 GMT ns1 0-PPE-0 : default TCP CONN_TERMINATE 1243 0 : Source 203.0.113.4:50 - Destination 192.0.2.20:443 - Start Time ${start} - End Time ${end} - Total_bytes_send 1 - Total_bytes_recv 2`
  const read = netscaler.open({ zoneOffset: 0, year: 2024 })
  expect(read(line)).toMatchObject({ 'event.duration': 1200e9 })
})
