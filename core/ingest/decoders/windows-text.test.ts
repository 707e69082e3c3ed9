import { expect, test } from 'vitest'
import { windows } from './windows.ts'
import { recordIn } from './windows/flat.ts'

const context = { zoneOffset: 60, year: 2026 }
const carol = {
  'event.code': '4625',
  'event.outcome': 'failure',
  'user.name': 'carol',
  'user.domain': 'CORP',
  'source.ip': '198.51.100.21',
  'source.port': 51000,
}
const rendered = [
  'An account failed to log on.',
  '',
  'Logon Type:\t\t\t3',
  '',
  'Account For Which Logon Failed:',
  '\tSecurity ID:\t\tS-1-0-0',
  '\tAccount Name:\t\tcarol',
  '\tAccount Domain:\t\tCORP',
  '',
  'Network Information:',
  '\tWorkstation Name:\tWS1',
  '\tSource Network Address:\t198.51.100.21',
  '\tSource Port:\t\t51000',
]
const head = {
  list: [
    'TimeCreated  : 3/3/2024 9:15:02 AM',
    'ProviderName : Microsoft-Windows-Security-Auditing',
    'Id           : 4625',
  ],
  wevtutil: [
    'Event[12]:',
    '  Log Name: Security',
    '  Source: Microsoft-Windows-Security-Auditing',
    '  Date: 2024-03-03T09:15:02.000',
    '  Event ID: 4625',
    '  Computer: DC1.corp.example',
    '  Description: ',
  ],
}
const flattened = rendered.join('\r\n').replace(/[\r\n\t]/g, ' ')

test.each([
  [
    'Format-List of PowerShell',
    [...head.list, `Message      : ${rendered.join('\n               ')}`].join('\n'),
  ],
  ['wevtutil as text', [...head.wevtutil, ...rendered].join('\n')],
  [
    'Snare, with a year of its own',
    `<13>Mar  3 09:15:02 DC1 MSWinEventLog\t1\tSecurity\t123\tSun Mar 03 09:15:02 2024\t4625\tMicrosoft-Windows-Security-Auditing\tN/A\tN/A\tFailure Audit\tDC1.corp.example\tLogon\t\t${flattened}\t321`,
  ],
  [
    'NXLog in RFC 5424',
    '<14>1 2024-03-03T09:15:02.000000+01:00 DC1.corp.example Microsoft-Windows-Security-Auditing 4 - [NXLOG@14506 Keywords="1" EventID="4625" Channel="Security" TargetUserName="carol" TargetDomainName="CORP" LogonType="3" IpAddress="198.51.100.21" IpPort="51000"] An account failed to log on.',
  ],
])('%s', (_, text) => {
  expect(windows.sniff(text)).toBeGreaterThan(0.9)
  expect(windows.open(context)(text)).toMatchObject({
    ...carol,
    '@timestamp': Date.UTC(2024, 2, 3, 8, 15, 2),
  })
})

/** A failed sign-in as machines of other languages render it. */
const languages: [string, string[]][] = [
  [
    'German',
    [
      'Fehler beim Anmelden eines Kontos.',
      'Antragsteller:',
      '\tSicherheits-ID:\t\tS-1-0-0',
      '\tKontoname:\t\t-',
      '\tKontodomäne:\t\t-',
      '\tAnmelde-ID:\t\t0x0',
      'Anmeldetyp:\t\t\t3',
      'Konto, für das die Anmeldung fehlgeschlagen ist:',
      '\tSicherheits-ID:\t\tS-1-0-0',
      '\tKontoname:\t\tcarol',
      '\tKontodomäne:\t\tCORP',
      'Fehlerinformationen:',
      '\tFehlerursache:\t\tUnbekannter Benutzername oder ungültiges Kennwort.',
      '\tStatus:\t\t\t0xC000006D',
      '\tUnterstatus::\t\t0xC000006A',
      'Netzwerkinformationen:',
      '\tArbeitsstationsname:\tWS1',
      '\tQuellnetzwerkadresse:\t198.51.100.21',
      '\tQuellport:\t\t51000',
    ],
  ],
  [
    'French',
    [
      'Échec d’ouverture de session d’un compte.',
      'Objet :',
      '\tID de sécurité :\t\tS-1-0-0',
      '\tNom du compte :\t\t-',
      '\tDomaine du compte :\t\t-',
      'Type d’ouverture de session :\t\t\t3',
      'Compte pour lequel l’ouverture de session a échoué :',
      '\tID de sécurité :\t\tS-1-0-0',
      '\tNom du compte :\t\tcarol',
      '\tDomaine du compte :\t\tCORP',
      'Informations sur le réseau :',
      '\tNom de la station de travail :\tWS1',
      '\tAdresse du réseau source :\t198.51.100.21',
      '\tPort source :\t\t51000',
    ],
  ],
]

test.each(languages)('a rendered text in %s is read by the order of its values', (_, lines) => {
  const flat = new Map<string, unknown>([
    ['EventID', '4625'],
    ['TimeCreated', '2024-03-03T08:15:02Z'],
    ['Message', lines.join('\n')],
  ])
  expect(Object.fromEntries(recordIn(flat, context)?.data ?? [])).toMatchObject({
    targetusername: 'carol',
    targetdomainname: 'CORP',
    ipaddress: '198.51.100.21',
    ipport: '51000',
    logontype: '3',
    workstationname: 'WS1',
  })
})
