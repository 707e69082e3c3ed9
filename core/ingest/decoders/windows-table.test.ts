import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { context, expected, provider, read, refused } from './windows-event.fixture.ts'
import { windowsTable } from './windows-table.ts'

const payload = {
  EventData: {
    Data: Object.entries(refused).map(([name, text]) => ({ '@Name': name, '#text': String(text) })),
  },
}
const text = [
  'An account failed to log on.',
  '',
  'Subject:',
  '\tSecurity ID:\t\tS-1-0-0',
  '\tAccount Name:\t\t-',
  '\tAccount Domain:\t\t-',
  '',
  'Logon Type:\t\t\t3',
  '',
  'Account For Which Logon Failed:',
  '\tSecurity ID:\t\tS-1-0-0',
  '\tAccount Name:\t\talice',
  '\tAccount Domain:\t\tCORP',
  '',
  'Failure Information:',
  '\tFailure Reason:\t\tUnknown user name or bad password.',
  '\tStatus:\t\t\t0xC000006D',
  '\tSub Status:\t\t0xC000006A',
  '',
  'Network Information:',
  '\tWorkstation Name:\tPC1',
  '\tSource Network Address:\t192.0.2.7',
  '\tSource Port:\t\t51000',
  '',
  'This event is generated when a logon request fails.',
]

describe('tables', () => {
  it.each([
    [
      'Event Viewer',
      [
        'Level,Date and Time,Source,Event ID,Task Category',
        `Information,1/2/2026 3:04:05 AM,${provider},4625,Logon,"${text[0]}`,
      ],
    ],
    [
      'Event Viewer in German',
      [
        'Ebene,Datum und Uhrzeit,Quelle,Ereignis-ID,Aufgabenkategorie',
        `Informationen,02.01.2026 03:04:05,${provider},4625,Logon,"${text[0]}`,
      ],
    ],
    [
      'PowerShell',
      [
        '"TimeCreated","Id","ProviderName","LogName","MachineName","Message"',
        `"1/2/2026 3:04:05 AM","4625","${provider}","Security","DC1.corp.example","${text[0]}`,
      ],
    ],
  ])('of %s, with a text over many lines', (_, [header = '', row = '']) => {
    const { name, records } = read([header, row, ...text.slice(1, -1), `${text.at(-1)}"`])
    expect(name).toBe('windows-events-csv')
    const { 'host.name': _host, ...rest } = expected
    expect(records).toMatchObject([{ ...rest, 'vpn.device.name': 'PC1' }])
  })

  it('of Sentinel and EvtxECmd', () => {
    expect(
      read([
        'TimeGenerated [UTC],EventID,Channel,Computer,TargetUserName,TargetDomainName,SubStatus,IpAddress,IpPort',
        '2026-01-02T03:04:05Z,4625,Security,DC1.corp.example,alice,CORP,0xc000006a,192.0.2.7,51000',
      ]).records,
    ).toMatchObject([expected])
    expect(
      read([
        'EventId,Provider,Channel,Computer,TimeCreated,Payload',
        `4625,${provider},Security,DC1.corp.example,2026-01-02 03:04:05.0000000,"${JSON.stringify(payload).replaceAll('"', '""')}"`,
      ]).records,
    ).toMatchObject([expected])
  })

  it('end in a sentence where a text does not', () => {
    const decode = windowsTable.open(context)
    decode('TimeCreated,Id,ProviderName,LogName,Message')
    const records = Array.from({ length: 400 }, (_, i) =>
      decode(i === 0 ? '2026-01-02 03:04:05,4625,x,Security,"a' : 'b'),
    )
    const last = records.find((record) => record !== undefined)
    expect(last).toBeInstanceOf(Reject)
  })
})
