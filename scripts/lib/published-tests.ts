import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { signalFactories } from '../../core/detect/signals/index.ts'
import { samplesFolder } from './samples.ts'

/** One thing that a publisher's own test expects of one input. */
export interface PublishedTest {
  name: string
  paths: string[]
  expects: string
  /** Source address that must be named; '' where the test names none. */
  source: string
  /** Signals of ours that say the same; none where it is no scenario of ours. */
  signals: readonly string[]
  /** Why we don't find it, told only when we don't. */
  whyNot: string
}

const few =
  'CrowdSec takes 5 tries within a minute; ours begin at 20 tries an hour, or 15 over 5 accounts, so that typing errors stay quiet'
const guessing = ['brute-force', 'password-spray', 'credential-stuffing', 'distributed-spray']

/** CrowdSec scenario -> what says the same here, and why it may not be found. */
const crowdsec: Record<string, Pick<PublishedTest, 'signals' | 'whyNot'>> = {
  'ssh-bf': { signals: guessing, whyNot: few },
  'ssh-bf_user-enum': { signals: guessing, whyNot: few },
  'ssh-time-based-bf': { signals: guessing, whyNot: few },
  'ssh-time-based-bf_user-enum': { signals: guessing, whyNot: few },
  'mikrotik-bf': {
    signals: guessing,
    whyNot: 'logins to the administration of a device are notices, not attempts of people',
  },
  'pfsense-gui-bf': {
    signals: guessing,
    whyNot: 'logins to the administration of a device are notices, not attempts of people',
  },
  'windows-bf': { signals: guessing, whyNot: 'Windows events as XML are not a format of ours' },
  'iptables-scan-multi_ports': {
    signals: ['port-scan'],
    whyNot: 'under 50 ports of one host within 5 minutes (CrowdSec takes 15)',
  },
  'suricata-major-severity': {
    signals: ['intrusion-alert'],
    whyNot: 'an alert about a source on the internet is low at most, and not reported when it was blocked',
  },
  'suricata-high-medium-severity': {
    signals: ['intrusion-alert'],
    whyNot: 'an alert about a source on the internet is low at most, and not reported when it was blocked',
  },
  'palo-alto-threat': {
    signals: ['intrusion-alert'],
    whyNot: 'an alert about a source on the internet is low at most, and not reported when it was blocked',
  },
  'fortinet-cve-2018-13379': {
    signals: ['appliance-exploit'],
    whyNot: 'a web server’s access log is not a format of ours',
  },
}

/** The scenarios that CrowdSec's hub tests expect, with the source address of each. */
export function crowdsecTests(): PublishedTest[] {
  const folder = samplesFolder('crowdsec')
  return readdirSync(folder).flatMap((name) => {
    const files = readdirSync(join(folder, name))
    const log = files.find((file) => file.endsWith('.log'))
    if (log === undefined || !files.includes('scenario.assert')) return []
    const text = readFileSync(join(folder, name, 'scenario.assert'), 'utf8')
    const results = [
      ...text.matchAll(/results\[(\d+)\]\.Overflow\.Alert\.GetScenario\(\) == "[^"/]*\/([^"]+)"/g),
    ]
    return results.map(([, index = '', scenario = '']): PublishedTest => {
      const source = new RegExp(`"([^"]+)" in results\\[${index}\\]`).exec(text)?.[1] ?? ''
      const known = crowdsec[scenario] ?? { signals: [], whyNot: 'no scenario of ours' }
      return {
        name: `crowdsec ${name}`,
        paths: [join(folder, name, log)],
        expects: scenario,
        source,
        ...known,
      }
    })
  })
}

/** Words of a Slips evidence -> what says the same here; the first that fits. */
const slips: [words: string, Pick<PublishedTest, 'signals' | 'whyNot'>][] = [
  [
    'Long Connection',
    {
      signals: ['abnormal-duration'],
      whyNot: 'Slips takes any flow of 1,500 s; ours judges VPN sessions of 12 h against the person’s own',
    },
  ],
  ['vertical port scan', { signals: ['port-scan'], whyNot: 'under 50 ports of one host within 5 minutes' }],
  [
    'Horizontal port scan',
    {
      signals: ['host-sweep'],
      whyNot:
        'some 40 connections to the internet, which looks like browsing here: ours begin at 250 inside hosts an hour',
    },
  ],
  [
    'login bruteforce',
    {
      signals: guessing,
      whyNot: 'logins to mail servers are no logins to a VPN, and 3 tries are too few here',
    },
  ],
]

const expectations = z.record(
  z.string(),
  z
    .object({
      asserted: z.boolean(),
      evidence_all: z.array(z.string()).default([]),
      evidence_any: z.array(z.string()).default([]),
    })
    .or(z.string()),
)

/** Captures that are labelled as a whole. */
const labelled: Record<string, string> = {
  'test7-malicious.pcap': 'malicious traffic',
  'test-cc/test-cc-capture-1.pcap': 'command and control',
  'test-cc/test-cc-capture-2.pcap': 'command and control',
  'test12-icmp-portscan.pcap': 'ICMP scan',
}

/** The evidence that Slips' integration tests expect; those that are switched off upstream are told as such. */
export function slipsTests(): PublishedTest[] {
  const folder = samplesFolder('slips')
  const expected = expectations.parse(JSON.parse(readFileSync(join(folder, 'EXPECTED.public.json'), 'utf8')))
  const whole = Object.entries(labelled).map(([name, expects]): PublishedTest => ({
    name: `slips ${name}`,
    paths: [join(folder, name)],
    expects: `labelled: ${expects}`,
    source: '',
    signals: signalFactories.map((factory) => factory.name),
    whyNot: 'too few packets, or too short, for any signal',
  }))
  const evidence = Object.entries(expected).flatMap(([name, test]) => {
    if (typeof test === 'string') return []
    return [...test.evidence_all, ...test.evidence_any].map((evidence): PublishedTest => {
      const known = slips.find(([words]) => evidence.includes(words))?.[1]
      return {
        name: `slips ${name}`,
        paths: [join(folder, name)],
        expects: `${evidence}${test.asserted ? '' : ' (switched off upstream)'}`,
        source: /from (\d+\.\d+\.\d+\.\d+)/.exec(evidence)?.[1] ?? '',
        ...(known ?? { signals: [], whyNot: 'no scenario of ours' }),
      }
    })
  })
  return [...evidence, ...whole]
}

/** Tests of suricata-verify, and how many of them expect alerts: all by rules that lie in the test. */
export function suricataTests(): { all: number; withAlerts: number } {
  const folder = samplesFolder('suricata-verify')
  const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('test.yaml'),
  )
  const withAlerts = tests.filter((path) =>
    readFileSync(join(folder, path), 'utf8').includes('event_type: alert'),
  )
  return { all: tests.length, withAlerts: withAlerts.length }
}
