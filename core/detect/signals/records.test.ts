import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actsOf } from '../../enrich/assemble.fixture.ts'
import type { Decoder } from '../../ingest/decoder.ts'
import { fortinet } from '../../ingest/decoders/fortinet.ts'
import { paloAlto } from '../../ingest/decoders/palo-alto.ts'
import { suricata } from '../../ingest/decoders/suricata.ts'
import type { Alert } from '../alert.ts'
import { batchOf, createDetector, detect, scoresOf } from '../detect.fixture.ts'

/** From a vendor's lines to alerts, by signals alone. */
function alertsOn(decoder: Decoder, lines: readonly string[]): Alert[] {
  const acts = actsOf(decoder, lines)
  return detect(createDetector(), batchOf(acts), scoresOf(acts.map(() => 1))).alerts
}

const fortigate = (time: string, rest: string): string =>
  `date=2026-03-02 time=${time} devname="fw1" devid="FG1" vd="root" level="notice" type="event" ${rest}`

test('an administrator added to a FortiGate minutes after a single sign-on is of high severity', () => {
  const alerts = alertsOn(fortinet, [
    fortigate(
      '08:00:00',
      'logid="0100032001" subtype="system" user="it@corp.example" ui="sso(203.0.113.9)" method="sso" srcip=203.0.113.9 action="login" status="success" msg="Administrator it@corp.example logged in successfully from sso(203.0.113.9)"',
    ),
    fortigate(
      '08:04:00',
      'logid="0100044547" subtype="system" user="it@corp.example" ui="GUI(203.0.113.9)" action="Add" cfgpath="system.admin" cfgobj="support" msg="Add system.admin support"',
    ),
  ])
  expect(alerts).toHaveLength(1)
  expect(alerts[0]).toMatchObject({
    title: 'it changed an administrator at fw1',
    severity: 'high',
    signals: ['gateway-tampering'],
    techniques: ['T1136.001', 'T1098'],
    entities: { users: ['it'], sourceIps: ['203.0.113.9'] },
  })
  expect(alerts[0]?.events).toHaveLength(2)
})

test('an alert of the IPS within minutes of a sign-in tells on the person who signed in', () => {
  const alerts = alertsOn(fortinet, [
    fortigate(
      '08:00:00',
      'logid="0101039424" subtype="vpn" action="tunnel-up" tunneltype="ssl-tunnel" tunnelid=7 remip=203.0.113.9 tunnelip=10.8.0.5 user="alice" group="Staff" msg="SSL tunnel established"',
    ),
    fortigate(
      '08:03:00',
      'logid="0419016384" subtype="ips" eventtype="signature" severity="high" srcip=10.8.0.5 dstip=10.1.1.9 srcport=50000 dstport=445 proto=6 action="detected" attack="MS.SMB.Overflow" msg="netbios: MS.SMB.Overflow"',
    ).replace('type="event"', 'type="utm"'),
  ])
  expect(alerts.map(({ signals }) => signals)).toEqual([['intrusion-alert', 'alert-after-login']])
  expect(alerts[0]?.entities.users).toEqual(['alice'])
  expect(alerts[0]?.severity).toBe('high')
})

const samples = new URL('../../../../shared/samples/', import.meta.url)
const real = (path: string): string[] => readFileSync(new URL(path, samples), 'utf8').split('\n')

test.skipIf(!existsSync(samples))('published threats of PAN-OS and Suricata raise alerts', () => {
  for (const [decoder, path, name] of [
    [paloAlto, 'crowdsec/palo-alto-threat/palo-alto-threat.log', 'Nmap Scripting Engine Detection'],
    [suricata, 'crowdsec/suricata-eve-detect/suricata-eve-detect.log', 'ET '],
  ] as const) {
    const alerts = alertsOn(decoder, real(path))
    expect(alerts.flatMap(({ signals }) => signals)).toContain('intrusion-alert')
    expect(alerts.map(({ title }) => title).join()).toContain(name)
  }
})
