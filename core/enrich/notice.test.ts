import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import type { Act } from '../event/act.ts'
import type { Decoder } from '../ingest/decoder.ts'
import { ciscoAsa } from '../ingest/decoders/cisco-asa.ts'
import { fortinet } from '../ingest/decoders/fortinet.ts'
import { paloAlto } from '../ingest/decoders/palo-alto.ts'
import { suricata } from '../ingest/decoders/suricata.ts'
import { actsOf, pushAll, asa, assembler } from './assemble.fixture.ts'

const notices = (decoder: Decoder, ...lines: string[]): Partial<Act>[] =>
  actsOf(decoder, lines).map(({ kind, user, sourceIp, outcome, notice }) => ({
    kind,
    user,
    sourceIp,
    outcome,
    notice,
  }))

const fortigate = 'date=2026-03-02 time=08:00:00 devname="fw1" devid="FG1" vd="root" level="notice" '

describe('notices', () => {
  it('are what an administrator changes on a FortiGate, and from where', () => {
    const line = `${fortigate}logid="0100044547" type="event" subtype="system" logdesc="Object attribute configured" user="admin" ui="GUI(203.0.113.9)" action="Add" cfgtid=1 cfgpath="system.admin" cfgobj="support" cfgattr="password[*]" msg="Add system.admin support"`
    expect(notices(fortinet, line)).toEqual([
      {
        kind: 'notice',
        user: 'admin',
        sourceIp: '203.0.113.9',
        outcome: 'unknown',
        notice: {
          category: 'configuration',
          name: 'Add',
          severity: 'low',
          detail: 'Add system.admin support',
        },
      },
    ])
  })
  it('are logins of administrators, matches of the IPS and daemons that die', () => {
    const admin = `${fortigate}logid="0100032001" type="event" subtype="system" user="admin" ui="https(203.0.113.9)" action="login" status="success" msg="Administrator admin logged in successfully from https(203.0.113.9)"`
    const ips = `${fortigate}logid="0419016384" type="utm" subtype="ips" eventtype="signature" severity="critical" srcip=203.0.113.9 dstip=10.1.1.1 srcport=4000 dstport=443 proto=6 action="dropped" attack="Fortinet.SSLVPN.Overflow" msg="applications3: Overflow"`
    const crash = `${fortigate}logid="0100032546" type="event" subtype="system" logdesc="Application crashed" msg="Pid: 00231, application: sslvpnd, Firmware: FortiGate v7.2, Signal 11 received, Application crashed"`
    expect(actsOf(fortinet, [admin, ips, crash]).map(({ notice }) => notice)).toMatchObject([
      { category: 'admin_login' },
      { category: 'intrusion_alert', name: 'Fortinet.SSLVPN.Overflow', severity: 'high' },
      { category: 'crash' },
    ])
  })
  it('are the administration of an ASA', () => {
    const line = (code: string, text: string): string =>
      `<166>Mar 02 2026 08:00:00 asa1 : %ASA-5-${code}: ${text}`
    const acts = actsOf(ciscoAsa, [
      line('605005', 'Login permitted from 203.0.113.9/4000 to outside:198.51.100.1/ssh for user "admin"'),
      line('111010', "User 'admin', running 'CLI' from IP 203.0.113.9, executed 'no logging enable'"),
      line('502101', 'New user added to local dbase: Uname: support Priv: 15 Encpass: x'),
    ])
    expect(acts.map(({ notice }) => notice?.category)).toEqual(['admin_login', 'configuration', 'account'])
    expect(acts[1]?.notice?.detail).toContain('no logging enable')
  })
  it('name the person who held the inner address, and take in no ordinary browsing', () => {
    const target = assembler()
    const acts = pushAll(target, [
      asa(0, '722051', { 'user.name': 'alice', 'vpn.step': 'assign', 'vpn.assigned_ip': '10.8.0.5' }),
      asa(9, '430001', {
        'event.kind': 'alert',
        'event.category': ['intrusion_detection'],
        'source.ip': '10.8.0.5',
        'destination.ip': '10.1.1.1',
      }),
      asa(10, '', { 'event.category': ['web'], 'url.path': '/vpn/index.html' }),
    ])
    expect(acts.map(({ kind, user }) => [kind, user])).toEqual([
      ['start', 'alice'],
      ['notice', 'alice'],
    ])
  })
  it('are requests that only attackers make', () => {
    const url = { 'event.category': ['web'], 'source.ip': '203.0.113.9' }
    const acts = pushAll(assembler(), [
      asa(0, '', {
        ...url,
        'url.path': '/remote/fgt_lang',
        'url.query': 'lang=/../../../..//////////dev/cmdb/sslvpn_websession',
      }),
      asa(0, '', { ...url, 'url.original': '/dana-na/../dana/html5acc/guacamole/../../etc/passwd?x' }),
      asa(0, '', { message: 'failed to unmarshal session(../../../../opt/panlogs/x) map' }),
    ])
    expect(acts.map(({ notice }) => notice?.name)).toEqual([
      'CVE-2018-13379 (FortiOS)',
      'CVE-2019-11510 (Pulse Connect Secure)',
      'CVE-2024-3400 (PAN-OS)',
    ])
  })
})

const samples = new URL('../../../shared/samples/', import.meta.url)
const real = (path: string): string[] => readFileSync(new URL(path, samples), 'utf8').split('\n')

test.skipIf(!existsSync(samples))('published records of threats and changes become notices', () => {
  const count = (decoder: Decoder, path: string): Record<string, number> => {
    const categories = actsOf(decoder, real(path)).flatMap(({ notice }) => notice?.category ?? [])
    return Object.fromEntries(
      [...Map.groupBy(categories, (one) => one)].map(([key, all]) => [key, all.length]),
    )
  }
  const panos = 'elastic-integrations/panw/panos/test-panw-panos-'
  expect(count(paloAlto, `${panos}config-sample.log`)).toEqual({ configuration: 2 })
  expect(count(paloAlto, `${panos}threat-sample.log`)['intrusion_alert']).toBeGreaterThan(50)
  expect(count(paloAlto, 'crowdsec/palo-alto-threat/palo-alto-threat.log')).toEqual({ intrusion_alert: 2 })
  expect(count(suricata, 'crowdsec/suricata-eve-detect/suricata-eve-detect.log')).toEqual({
    intrusion_alert: 4,
  })
})
