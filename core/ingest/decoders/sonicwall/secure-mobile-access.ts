import type { Event, VpnStep } from '../../../event/event.ts'
import { toCount } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'

/** Words of a message of Secure Mobile Access 100 (SRA, SSL-VPN), in the order in which they are looked for. */
const told: readonly (readonly [words: RegExp, step: VpnStep, outcome?: 'success' | 'failure'])[] = [
  [
    /login (?:failed|denied|attempt failed)|authentication failed|invalid (?:user|password)/,
    'attempt',
    'failure',
  ],
  [/login successful|logged in/, 'attempt', 'success'],
  [
    /netextender disconnected|tunnel disconnected|session (?:ended|terminated)|logged out|logoff|timed out/,
    'end',
  ],
  [/netextender connected|tunnel connected|tunnel (?:established|up)/, 'start', 'success'],
]

/**
 * `id=sslvpn … m=1 … msg="User login failed"`: its numbers of messages are none of SonicOS's (`m=1` authentication, `m=2` NetExtender);
 * the text tells.
 */
export function readSecureMobileAccess(event: Event, pairs: KeyValues): void {
  event['observer.product'] = 'Secure Mobile Access'
  event['observer.type'] = 'vpn'
  event['event.category'] = ['network']
  event['event.type'] = ['info']
  const message = (pairs.get('msg') ?? '').toLowerCase()
  const found = told.find(([words]) => words.test(message))
  if (found === undefined || event['user.name'] === undefined) return
  const [, step, outcome] = found
  event['vpn.step'] = step
  event['vpn.tunnel_type'] = 'ssl'
  event['event.action'] = step === 'end' ? 'logout' : step === 'start' ? 'connected' : 'login'
  event['event.category'] = step === 'attempt' ? ['authentication', 'network'] : ['network', 'session']
  event['event.type'] = [step === 'end' ? 'end' : 'start']
  if (outcome !== undefined) event['event.outcome'] = outcome
  const seconds = toCount(pairs.get('duration'))
  if (step === 'end' && seconds !== undefined) event['vpn.duration'] = seconds
  const source = event['source.ip']
  if (source !== undefined) event['client.ip'] = source
  const gateway = event['observer.ip'] ?? event['observer.hostname']
  if (gateway !== undefined) event['vpn.gateway'] = gateway
}
