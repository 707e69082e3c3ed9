import type { Counterfactual } from './alert.ts'
import { modelLineName } from './model-line.ts'
import { prioritise } from './priority.ts'
import type { Circumstance, Line } from './priority.ts'
import { leastScore, severityOf } from './severity.ts'

const keptEach = 8

/** What would have to be different for a signal to be silent, as the clause after "if". */
const clauses: Readonly<Record<string, string>> = {
  model: 'the models had seen nothing unusual',
  'brute-force': 'fewer sign-ins of one account had failed',
  'password-spray': 'the address had tried fewer accounts',
  'distributed-spray': 'fewer accounts had been tried from so many addresses',
  'slow-spray': 'fewer accounts had been tried from so many addresses in a day',
  'credential-stuffing': 'the address had tried fewer accounts',
  'fail-burst-then-success': 'no burst of failures had come before the sign-in',
  'lockout-wave': 'fewer accounts had been locked',
  'mfa-fatigue': 'fewer second factors had been refused',
  'impossible-travel': 'the person could have travelled there in time',
  'new-country': 'the country were one this person signs in from',
  'new-network-hosting': 'the network were one this person has used',
  'new-device': 'the device were one this person has used',
  'unusual-hour': 'it had been an hour at which this person signs in',
  'dormant-account': 'the account had been in use',
  'concurrent-sessions': 'no other session had been open elsewhere',
  'session-hijack': 'the session had kept to its address',
  exfiltration: 'no more had been sent than usual',
  'abnormal-duration': 'the session had been as long as usual',
  'port-scan': 'fewer ports had been tried',
  'host-sweep': 'fewer hosts had been tried',
  'lateral-movement': 'the hosts were ones this person administers',
  beaconing: 'the calls had not come at a steady pace',
  'dns-tunnel': 'the DNS traffic had been as usual',
  'alert-after-login': 'no other product had raised an alert after the sign-in',
  'anonymiser-exit': 'the sign-in had not come through an anonymiser',
  'appliance-exploit': 'nobody had asked the appliance for what only an exploit asks for',
  'client-version': 'the client were the version this person uses',
  'disabled-account': 'the account had not been switched off',
  'factor-change': 'no second factor had been changed',
  'first-login': 'the person had signed in before',
  'gateway-tampering': 'nothing grave had been changed on the gateway',
  'icmp-tunnel': 'the ICMP traffic had been as usual',
  'intrusion-alert': 'the intrusion detection had been silent',
  'machine-name': 'the machine were named as those of the house',
  'mass-access': 'no more had been taken than on earlier days',
  'new-admin-source': 'the address had administered the gateway before',
  'new-network': 'the network were one this person has used',
  'proxy-only': 'this person also signed in from an ordinary network',
  'service-account': 'the account were not that of a machine',
  'shared-device': 'the device were used by one person',
  'shared-source': 'the address were used by one person',
  'tunnel-in-tunnel': 'no other tunnel had been opened',
  outcome: 'the sign-in had failed',
  network_kind: 'the address did not belong to a hosting provider',
}

/**
 * What the score would be without each line, each circumstance that raises it, and with those features that the models'
 * line hangs on at their usual values: one change at a time, everything else as it was (a counterfactual after Wachter,
 * Mittelstadt and Russell, arXiv 1711.00399). Only what lowers the score is told, the lowest first; that an alert of one
 * line would not be without it goes without saying.
 * @param the usual instead of the act's features without which together the models would be silent
 */
export function counterfactuals(
  lines: readonly Line[],
  circumstances: readonly Circumstance[],
  decisive: readonly string[],
): Counterfactual[] {
  const { score: actual } = prioritise(lines, circumstances)
  const change = (
    without: string,
    clause: string,
    left: readonly Line[],
    odds: readonly Circumstance[],
  ): Counterfactual => {
    const { score } = prioritise(left, odds)
    return {
      without,
      text: `if ${clause}`,
      score,
      ...(score >= leastScore ? { severity: severityOf(score) } : {}),
    }
  }
  const withoutFeatures = (): Counterfactual =>
    change(
      'features',
      `it had been as usual: ${decisive.join(', ')}`,
      lines.filter(({ name }) => name !== modelLineName),
      circumstances,
    )
  const all = [
    ...(lines.length < 2 ? [] : lines).map(({ name }) =>
      change(
        name,
        clauses[name] ?? `${name.replaceAll('-', ' ')} had not been seen`,
        lines.filter((line) => line.name !== name),
        circumstances,
      ),
    ),
    ...circumstances.map(({ name }) =>
      change(
        name,
        clauses[name] ?? `${name.replaceAll('_', ' ')} were different`,
        lines,
        circumstances.filter((circumstance) => circumstance.name !== name),
      ),
    ),
    ...(decisive.length === 0 ? [] : [withoutFeatures()]),
  ]
  return all
    .filter(({ score }) => score < actual)
    .sort((a, b) => a.score - b.score)
    .slice(0, keptEach)
}
