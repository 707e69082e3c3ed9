import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { decoders } from './index.ts'
import { jsonDecoder } from './json.ts'
import { windows } from './windows.ts'
import { context, expected, provider, read, refused } from './windows-event.fixture.ts'

const dataXml = Object.entries(refused)
  .map(([name, value]) => `<Data Name='${name}'>${value}</Data>`)
  .join('')
const xml = `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}' Guid='{5}'/><EventID>4625</EventID><Level>0</Level><TimeCreated SystemTime='2026-01-02T03:04:05.0000000Z'/><Channel>Security</Channel><Computer>DC1.corp.example</Computer></System><EventData>${dataXml}</EventData></Event>`
const dump = {
  Event: {
    '#attributes': { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
    System: {
      Provider: { '#attributes': { Name: provider } },
      EventID: 4625,
      TimeCreated: { '#attributes': { SystemTime: '2026-01-02T03:04:05.000000Z' } },
      Channel: 'Security',
      Computer: 'DC1.corp.example',
    },
    EventData: refused,
  },
}
const winlogbeat = {
  '@timestamp': '2026-01-02T03:04:05.000Z',
  event: { code: '4625', provider },
  winlog: {
    event_id: 4625,
    channel: 'Security',
    provider_name: provider,
    computer_name: 'DC1.corp.example',
    event_data: refused,
  },
}
const nxlog = {
  EventTime: '2026-01-02 03:04:05',
  Hostname: 'DC1.corp.example',
  EventID: 4625,
  SourceName: provider,
  Channel: 'Security',
  Message: 'An account failed to log on.',
  ...refused,
}
const wazuh = {
  data: {
    win: {
      system: {
        eventID: '4625',
        providerName: provider,
        systemTime: '2026-01-02T03:04:05.0000000Z',
        channel: 'Security',
        computer: 'DC1.corp.example',
      },
      eventdata: {
        targetUserName: 'alice',
        targetDomainName: 'CORP',
        subStatus: '0xc000006a',
        logonType: '3',
        ipAddress: '192.0.2.7',
        ipPort: '51000',
      },
    },
  },
}
const payload = {
  EventData: {
    Data: Object.entries(refused).map(([name, text]) => ({ '@Name': name, '#text': String(text) })),
  },
}
const evtxECmd = {
  EventId: 4625,
  Provider: provider,
  Channel: 'Security',
  Computer: 'DC1.corp.example',
  TimeCreated: '2026-01-02T03:04:05.0000000+00:00',
  Payload: JSON.stringify(payload),
}

describe('a refused sign-in, however it was exported', () => {
  it.each([
    ['XML', xml],
    ['evtx_dump', JSON.stringify(dump)],
    ['Winlogbeat', JSON.stringify(winlogbeat)],
    ['NXLog', JSON.stringify(nxlog)],
    ['Wazuh', JSON.stringify(wazuh)],
    ['EvtxECmd', JSON.stringify(evtxECmd)],
  ])('%s', (_, line) => {
    const { name, records } = read([line])
    expect(name).toBe('windows-events')
    expect(records).toMatchObject([expected])
  })

  it('inside of an envelope', () => {
    const [record] = [JSON.stringify({ _raw: xml, sourcetype: 'XmlWinEventLog' })].map(
      jsonDecoder(() => decoders).open(context),
    )
    expect(record).toMatchObject(expected)
  })

  it('printed over several lines', () => {
    const lines = xml.replaceAll('><', '>\n  <').split('\n')
    const { name, records } = read(['Record 1', '<?xml version="1.0"?>', ...lines, 'Record 2', ...lines])
    expect(name).toBe('windows-events')
    expect(records).toMatchObject([expected, expected])
  })

  it('is not lost without a word where others stand in its line', () => {
    const { records } = read([`<Events>${xml}${xml}</Events>`])
    expect(records).toMatchObject([{ reason: expect.stringContaining('several Windows events') as string }])
  })
})

/** An event of Windows with such data. */
function one(id: number, data: object, source = provider, channel = 'Security'): Event {
  const [record] = [{ ...nxlog, ...data }]
    .map(({ ...rest }) => rest)
    .map(() =>
      JSON.stringify({
        EventTime: '2026-01-02 03:04:05',
        Hostname: 'DC1',
        EventID: id,
        SourceName: source,
        Channel: channel,
        ...data,
      }),
    )
    .map(windows.open(context))
  if (record === undefined || record instanceof Reject) throw new Error(JSON.stringify(record))
  return record
}

describe('sign-ins', () => {
  it.each([
    [4624, { TargetUserName: 'alice', LogonType: '10', IpAddress: '192.0.2.7' }, 'success', 'rdp'],
    [4768, { TargetUserName: 'alice', Status: '0x0', IpAddress: '::ffff:192.0.2.7' }, 'success', undefined],
    [4768, { TargetUserName: 'alice', Status: '0x6', IpAddress: '::ffff:192.0.2.7' }, 'failure', undefined],
    [4771, { TargetUserName: 'alice', Status: '0x18', IpAddress: '::ffff:192.0.2.7' }, 'failure', undefined],
  ])('%i %j', (id, data, outcome, tunnel) => {
    const event = one(id, data)
    expect(event).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': outcome,
      'user.name': 'alice',
      'source.ip': '192.0.2.7',
    })
    expect(event['vpn.tunnel_type']).toBe(tunnel)
  })

  it('validates credentials', () => {
    expect(
      one(4776, { TargetUserName: 'alice', Workstation: '\\\\PC1', Status: '0xc0000234' }),
    ).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'event.reason': 'account locked',
      'vpn.device.name': 'PC1',
    })
  })

  it.each([
    [4624, { TargetUserName: 'SYSTEM', LogonType: '5' }],
    [4624, { TargetUserName: 'PC1$', LogonType: '3', IpAddress: '192.0.2.7' }],
    [4624, { TargetUserName: 'DWM-1', LogonType: '2' }],
    [4624, { TargetUserName: 'backup', LogonType: '4' }],
    [4648, { SubjectUserName: 'alice', TargetUserName: 'admin', TargetServerName: 'FS1' }],
    [4634, { TargetUserName: 'alice', LogonType: '3' }],
    [4769, { TargetUserName: 'alice@CORP.EXAMPLE', Status: '0x0' }],
  ])('%i %j is no step of a person', (id, data) => {
    expect(one(id, data)).not.toHaveProperty(['vpn.step'])
  })

  it('leaves the same number of another provider alone', () => {
    expect(one(4625, {}, 'EventSystem', 'Application')).not.toHaveProperty(['event.action'])
    expect(one(21, { User: 'CORP\\alice' }, 'Kernel-Power', 'System')).not.toHaveProperty(['vpn.step'])
  })
})

describe('remote access', () => {
  const ras = (id: number, data: object) => one(id, data, 'RemoteAccess', 'System')
  const message = (id: number, text: string) => ras(id, { Message: `CoId={5B9E}: ${text}` })

  it('is read by place', () => {
    const list = ['{5B9E}', 'CORP\\alice', 'VPN2-127', '1/2/2026', '3:04 AM', '1/2/2026', '4:04 AM']
    const counted = [...list, '60', '2', '123', '456', 'user request', 'WAN Miniport (SSTP)', 'none']
    const record = windows.open(context)(
      JSON.stringify({
        Event: {
          System: { ...dump.Event.System, EventID: { '#text': 20272 }, Provider: { Name: 'RemoteAccess' } },
          EventData: { Data: { '#text': counted } },
        },
      }),
    )
    expect(record).toMatchObject({
      'vpn.step': 'end',
      'user.name': 'alice',
      'vpn.duration': 3602,
      'vpn.bytes_out': 123,
      'vpn.bytes_in': 456,
      'vpn.tunnel_type': 'SSTP',
      'vpn.disconnect_reason': 'user request',
    })
  })

  it('is read from its text', () => {
    expect(
      message(
        20271,
        'The user CORP\\alice connected from 192.0.2.7 but failed an authentication attempt due to the following reason: The user name or password is wrong.',
      ),
    ).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'user.name': 'alice',
      'source.ip': '192.0.2.7',
      'event.reason': 'The user name or password is wrong.',
    })
    expect(
      message(
        20250,
        'The user CORP\\alice has connected and has been successfully authenticated on port VPN2-127.',
      ),
    ).toMatchObject({ 'vpn.step': 'attempt', 'event.outcome': 'success', 'user.name': 'alice' })
    expect(
      message(20274, 'The user CORP\\alice connected on port VPN2-127 has been assigned address 10.8.0.5'),
    ).toMatchObject({ 'vpn.step': 'start', 'vpn.assigned_ip': '10.8.0.5', 'user.name': 'alice' })
    expect(
      message(
        20272,
        'The user CORP\\alice connected on port VPN2-127 on 1/2/2026 at 3:04 AM and disconnected on 1/2/2026 at 4:04 AM.  The user was active for 60 minutes 2 seconds. 123 bytes were sent and 456 bytes were received. The reason for disconnecting was user request. The tunnel used was WAN Miniport (IKEv2). The quarantine state was .',
      ),
    ).toMatchObject({
      'vpn.step': 'end',
      'user.name': 'alice',
      'vpn.duration': 3602,
      'vpn.bytes_out': 123,
      'vpn.tunnel_type': 'IKEv2',
    })
    expect(message(20275, 'The user with ip address 10.8.0.5 has disconnected')).toMatchObject({
      'vpn.step': 'end',
      'vpn.assigned_ip': '10.8.0.5',
    })
  })
})

it('reads what NPS decided', () => {
  expect(
    one(6273, {
      SubjectUserName: 'CORP\\alice',
      SubjectDomainName: 'CORP',
      CallingStationID: '192.0.2.7',
      NetworkPolicyName: 'VPN',
      AuthenticationType: 'MS-CHAPv2',
      ReasonCode: '16',
      Reason: 'Authentication failed due to a user credentials mismatch.',
    }),
  ).toMatchObject({
    'vpn.step': 'attempt',
    'event.outcome': 'failure',
    'user.name': 'alice',
    'source.ip': '192.0.2.7',
    'rule.name': 'VPN',
    'vpn.auth_method': 'MS-CHAPv2',
  })
})

it('reads lines as they are written', () => {
  const decode = windows.open(context)
  const granted = decode(
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Security-Auditing"/><EventID>6272</EventID><TimeCreated SystemTime="2026-01-02T03:04:05.123Z"/><Channel>Security</Channel><Computer>nps1</Computer></System><EventData><Data Name="SubjectUserName">alice</Data><Data Name="CallingStationID">192.0.2.7</Data><Data Name="Reason">a &lt;b&gt; &amp; c</Data></EventData></Event>',
  )
  expect(granted).toMatchObject({ 'vpn.step': 'attempt', 'event.outcome': 'success', 'user.name': 'alice' })
  const logon = decode(
    '{"Event":{"System":{"EventID":{"#attributes":{"Qualifiers":""},"#text":"21"},"Provider":{"#attributes":{"Name":"Microsoft-Windows-TerminalServices-LocalSessionManager"}},"TimeCreated":{"#attributes":{"SystemTime":"2026-01-02T03:04:05.1Z"}},"Channel":"Microsoft-Windows-TerminalServices-LocalSessionManager/Operational","Computer":"ts1"},"UserData":{"EventXML":{"User":"CORP\\\\alice","SessionID":"2","Address":"192.0.2.7"}}}}',
  )
  expect(logon).toMatchObject({ 'vpn.step': 'start', 'user.name': 'alice', 'source.ip': '192.0.2.7' })
})
