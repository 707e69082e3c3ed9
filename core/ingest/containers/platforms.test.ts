import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decoders } from '../decoders/index.ts'
import { EventReader } from '../read-events.ts'
import { wallTime } from './absolute-time.ts'

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sonic-platforms-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const rows = [1, 2, 3]
const text = (n: number): string => `Failed password for carol from 198.51.100.2${n} port 5022 ssh2`
const line = (n: number): string => `Mar  3 10:15:0${n} gate sshd[411]: ${text(n)}`
const utc = (n: number): string => `2024-03-03T09:15:0${n}.000Z`
const nanos = (n: number): string => `170945730${n}000000000`
const cell = (content: string): string => `"${content.replaceAll('"', '""')}"`
const table = (names: string, row: (n: number) => string): string => [names, ...rows.map(row)].join('\n')
const lines = (one: (n: number) => string): string => rows.map(one).join('\n')

const forms: [string, string][] = [
  [
    "Loki's query_range",
    JSON.stringify({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [{ stream: { host: 'gate' }, values: rows.map((n) => [nanos(n), line(n)]) }],
      },
    }),
  ],
  ['logcli', lines((n) => `2024-03-03T10:15:0${n}+01:00 {host="gate", job="syslog"} ${line(n)}`)],
  [
    'the Log Analytics API',
    JSON.stringify({
      tables: [
        {
          name: 'PrimaryResult',
          columns: ['TimeGenerated', 'Computer', 'SyslogMessage', 'ProcessName', 'ProcessID'].map((name) => ({
            name,
            type: 'string',
          })),
          rows: rows.map((n) => [utc(n), 'gate', text(n), 'sshd', 411]),
        },
      ],
    }),
  ],
  [
    'the Syslog table of Sentinel',
    table(
      'TimeGenerated [UTC],Computer,SyslogMessage,ProcessID,ProcessName',
      (n) => `"3/3/2024, 9:15:0${n}.000 AM",gate,${cell(text(n))},411,sshd`,
    ),
  ],
  [
    'get-query-results of CloudWatch Insights',
    JSON.stringify(
      {
        results: rows.map((n) => [
          { field: '@timestamp', value: `2024-03-03 09:15:0${n}.000` },
          { field: '@message', value: line(n) },
        ]),
        status: 'Complete',
      },
      null,
      4,
    ),
  ],
  [
    'filter-log-events of CloudWatch',
    JSON.stringify({
      events: rows.map((n) => ({ timestamp: Date.parse(utc(n)), message: line(n) })),
      searchedLogStreams: [],
    }),
  ],
  [
    'the results of Splunk',
    JSON.stringify({ preview: false, results: rows.map((n) => ({ _raw: line(n), _time: utc(n) })) }),
  ],
  ['a table of Splunk', table('_time,_raw', (n) => `2024-03-03 10:15:0${n}.000 CET,${cell(line(n))}`)],
  [
    'Google Cloud',
    JSON.stringify(
      rows.map((n) => ({ jsonPayload: { message: line(n) }, timestamp: utc(n) })),
      null,
      2,
    ),
  ],
  [
    'GELF',
    lines((n) =>
      JSON.stringify({
        version: '1.1',
        host: 'gate',
        short_message: `sshd[411]: ${text(n)}`,
        timestamp: Date.parse(utc(n)) / 1000,
      }),
    ),
  ],
  [
    'a table of Graylog',
    table('"timestamp","source","message"', (n) => `"${utc(n)}","gate",${cell(`sshd[411]: ${text(n)}`)}`),
  ],
  [
    'a table of Sumo Logic',
    table('_messagetimems,_raw,_sourcehost', (n) => `${Date.parse(utc(n))},${cell(line(n))},gate`),
  ],
  [
    'the log of a program that Filebeat has taken apart',
    lines((n) =>
      JSON.stringify({
        '@timestamp': utc(n),
        host: { name: 'gate' },
        process: { name: 'sshd', pid: 411 },
        message: text(n),
      }),
    ),
  ],
  [
    'the text form of Fluentd',
    lines(
      (n) =>
        `2024-03-03 10:15:0${n} +0100 syslog.auth: ${JSON.stringify({ host: 'gate', ident: 'sshd', pid: '411', message: text(n) })}`,
    ),
  ],
  [
    'syslog-ng as JSON',
    lines((n) =>
      JSON.stringify({
        PROGRAM: 'sshd',
        PID: '411',
        MESSAGE: text(n),
        HOST: 'gate',
        ISODATE: `2024-03-03T10:15:0${n}+01:00`,
      }),
    ),
  ],
  [
    'rsyslog as JSON',
    lines((n) =>
      JSON.stringify({
        timereported: `2024-03-03T10:15:0${n}+01:00`,
        hostname: 'gate',
        syslogtag: 'sshd[411]:',
        msg: ` ${text(n)}`,
      }),
    ),
  ],
  [
    'NXLog as JSON',
    lines((n) =>
      JSON.stringify({
        EventTime: `2024-03-03T10:15:0${n}+01:00`,
        Hostname: 'gate',
        SourceName: 'sshd',
        ProcessID: '411',
        Message: text(n),
      }),
    ),
  ],
  [
    'the archive of Wazuh',
    lines((n) =>
      JSON.stringify({
        timestamp: `2024-03-03T10:15:0${n}.000+0100`,
        agent: { name: 'gate' },
        full_log: line(n),
        location: '/var/log/auth.log',
      }),
    ),
  ],
  ['kubectl logs --prefix', lines((n) => `[pod/gate-5d8/ssh] ${utc(n)} ${line(n)}`)],
]

async function read(content: string) {
  const path = join(folder, 'export')
  writeFileSync(path, content)
  const reader = new EventReader({ path, size: 1, modified: Date.UTC(2026, 2, 4) }, { decoders })
  const records = []
  for await (const batch of reader) records.push(...batch.records)
  return { records, report: reader.report() }
}

test.each(forms)('%s', async (_, content) => {
  const { records } = await read(content)
  expect(records).toMatchObject(
    rows.map((n) => ({
      '@timestamp': Date.parse(utc(n)),
      'host.hostname': 'gate',
      'process.pid': 411,
      'user.name': 'carol',
      'source.ip': `198.51.100.2${n}`,
      'event.outcome': 'failure',
    })),
  )
})

test.each([
  ['Kibana', table('"@timestamp",message', (n) => `"Mar 3, 2024 @ 10:15:0${n}.123",${cell(line(n))}`)],
  ['QRadar', table('"Start Time",Payload', (n) => `"Mar 3, 2024, 10:15:0${n} AM",${cell(line(n))}`)],
  ['Grafana', lines((n) => `2024-03-03 10:15:0${n}.123\t${line(n)}`)],
])('a clock of %s without a zone gives the year, and the zone is said to be unknown', async (_, content) => {
  const { records, report } = await read(content)
  expect(records).toMatchObject(rows.map((n) => ({ '@timestamp': Date.parse(`2024-03-03T10:15:0${n}Z`) })))
  expect(report.notes.join()).toContain('carry no zone')
  expect(report.notes.join()).not.toContain('year 20')
})

test('docker compose logs', async () => {
  const { records } = await read(lines((n) => `gate-1  | ${line(n)}`))
  expect(records).toMatchObject(rows.map(() => ({ 'user.name': 'carol', 'host.hostname': 'gate' })))
})

test.each([
  ['Mar 3, 2024 @ 21:15:01.500', '2024-03-03T21:15:01.500Z'],
  ['Mar 13, 2024, 9:15:01 PM', '2024-03-13T21:15:01Z'],
  ['Mar 13, 2024, 12:15:01 AM', '2024-03-13T00:15:01Z'],
  ['2024-03-03 09:15:01', '2024-03-03T09:15:01Z'],
])('%s on the wall', (stamp, expected) => expect(wallTime(stamp)).toBe(Date.parse(expected)))

test('an activity of Google alone, on one line or several, keeps its events', async () => {
  const activity = {
    id: { time: utc(1), applicationName: 'login' },
    actor: { email: 'carol@example.com' },
    ipAddress: '198.51.100.21',
    events: [{ type: 'login', name: 'login_failure' }],
  }
  for (const indent of [0, 2]) {
    const { records } = await read(JSON.stringify(activity, null, indent))
    expect(records).toMatchObject([{ 'user.name': 'carol', 'event.outcome': 'failure' }])
  }
})

test('a sign-in of an administrator to Netskope tells where from', async () => {
  const audit = {
    timestamp: Date.parse(utc(1)) / 1000,
    type: 'audit',
    user: 'admin@example.com',
    audit_log_event: 'Login Successful',
    supporting_data: { data_type: 'user', data_values: ['198.51.100.30', 'admin@example.com'] },
  }
  const { records } = await read(JSON.stringify(audit))
  expect(records).toMatchObject([
    { 'user.name': 'admin', 'event.outcome': 'success', 'source.ip': '198.51.100.30' },
  ])
})

test('CommonSecurityLog of Sentinel, as a table and as JSON', async () => {
  const fields = {
    TimeGenerated: utc(1),
    DeviceVendor: 'Fortinet',
    DeviceProduct: 'Fortigate',
    DeviceVersion: 'v7.2.1',
    DeviceEventClassID: '39426',
    Activity: 'event:vpn ssl-login-fail',
    LogSeverity: '7',
    AdditionalExtensions: 'cat=event:vpn;FTNTFGTremip=198.51.100.21;FTNTFGTtunneltype=ssl-web',
    DeviceAction: 'ssl-login-fail',
    Computer: 'fw1',
    DestinationUserName: 'carol',
    Message: 'SSL user failed to logged in',
  }
  const names = Object.keys(fields).map((name) => (name === 'TimeGenerated' ? 'TimeGenerated [UTC]' : name))
  const cells = { ...fields, TimeGenerated: '"3/3/2024, 9:15:01.000 AM"' }
  for (const content of [
    JSON.stringify(fields),
    [names.join(','), Object.values(cells).join(',')].join('\n'),
  ]) {
    const { records } = await read(content)
    expect(records).toMatchObject([
      {
        '@timestamp': Date.parse(utc(1)),
        'user.name': 'carol',
        'source.ip': '198.51.100.21',
        'vpn.step': 'attempt',
        'event.outcome': 'failure',
        'observer.hostname': 'fw1',
      },
    ])
  }
})

test('the log view of OPNsense: the program and a clock without a zone stand beside the line', async () => {
  const { records, report } = await read(
    table(
      '"timestamp";"process";"severity";"line"',
      (n) =>
        `"2024-03-03T10:15:0${n}";"openvpn_server1";"Notice";"198.51.100.21:50123 [carol] Peer Connection Initiated with [AF_INET]198.51.100.21:5012${n}"`,
    ),
  )
  expect(records).toMatchObject(
    rows.map((n) => ({
      '@timestamp': Date.parse(`2024-03-03T10:15:0${n}Z`),
      'vpn.step': 'start',
      'user.name': 'carol',
    })),
  )
  expect(report.notes.join()).toContain('carry no zone')
})

test('what grep found, with numbers and the lines around', async () => {
  const { records } = await read(
    [
      `/var/log/auth.log:12:${line(1)}`,
      `/var/log/auth.log-13-${line(2)}`,
      '--',
      `/var/log/auth.log.1:99:${line(3)}`,
    ].join('\n'),
  )
  expect(records).toMatchObject(rows.map((n) => ({ 'user.name': 'carol', 'source.ip': `198.51.100.2${n}` })))
})

test('an application that logs JSON by syslog', async () => {
  const { records } = await read(
    lines(
      (n) =>
        `<134>1 ${utc(n)} app1 vpnd 12 - - {"event":"login_failed","user":"carol","src_ip":"198.51.100.2${n}","ts":"${utc(n)}"}`,
    ),
  )
  expect(records).toMatchObject(
    rows.map((n) => ({
      '@timestamp': Date.parse(utc(n)),
      'user.name': 'carol',
      'event.outcome': 'failure',
      'observer.hostname': 'app1',
    })),
  )
})
