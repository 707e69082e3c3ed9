import type { Event } from '../../../event/event.ts'
import { setQuestionName } from '../../dns-name.ts'
import { compileSetters } from '../../field-setters.ts'
import type { Setter } from '../../field-setters.ts'
import { customOf } from './custom.ts'

/** Check Point's Log Exporter, by custom field and label: its mapping of CEF fields. */
const labels: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['c6a2', { 'source ipv6 address': 'source.ip' }],
  ['c6a3', { 'destination ipv6 address': 'destination.ip' }],
  ['cn1', { 'elapsed time in seconds': 'seconds', payload: 'network.bytes' }],
  ['cn2', { 'duration in seconds': 'seconds' }],
  [
    'cs1',
    { 'application rule name': 'rule', 'dlp rule name': 'rule', 'threat prevention rule name': 'rule' },
  ],
  ['cs2', { categories: 'rule.category', 'protection id': 'malware' }],
  ['cs3', { 'protection type': 'intrusion', 'user group': 'group.name' }],
  ['cs4', { 'malware status': 'malware', 'threat prevention rule id': 'rule.id' }],
  [
    'cs5',
    { 'matched category': 'rule.category', 'vlan id': 'network.vlan.id', 'authentication method': 'method' },
  ],
  [
    'cs6',
    { 'application name': 'network.application', 'malware family': 'malware', 'malware name': 'malware' },
  ],
  ['flexString2', { 'attack information': 'attack' }],
]

const labelSetters = compileSetters({
  text: {
    'event.action': 'attack',
    'group.name': 'group.name',
    'network.application': 'network.application',
    'network.vlan.id': 'network.vlan.id',
    'rule.category': 'rule.category',
    'rule.id': 'rule.id',
    'rule.name': 'rule',
    'vpn.auth_method': 'method',
  },
  address: { 'destination.ip': 'destination.ip', 'source.ip': 'source.ip' },
  count: { 'event.duration': 'seconds', 'network.bytes': 'network.bytes' },
})

const setters = compileSetters({
  text: {
    'observer.egress.zone': 'outzone',
    'observer.ingress.interface.name': 'ifname',
    'observer.ingress.zone': 'inzone',
    'observer.product': 'product',
    'rule.uuid': 'rule_uid',
  },
})

const families = new Map([
  ['0', 'Network'],
  ['1', 'Endpoint'],
  ['2', 'Access'],
  ['3', 'Threat'],
  ['4', 'Mobile'],
])

const keys: ReadonlyMap<string, Setter> = new Map<string, Setter>([
  ...setters,
  ['sntdom', setQuestionName],
  ['sourceNtDomain', setQuestionName],
  [
    'deviceFacility',
    (event, value) => {
      const family = families.get(value)
      if (family !== undefined) event['observer.type'] = family
    },
  ],
])

export function setCheckPointKey(event: Event, key: string, value: string): void {
  keys.get(key)?.(event, value)
}

/** Labelled fields, then the categories, which follow from what was set. */
export function finishCheckPoint(event: Event, customs: ReadonlyMap<string, string>): void {
  const found = new Set<string>()
  for (const [key, targets] of labels) {
    const custom = customOf(customs, key)
    const target = custom === undefined ? undefined : targets[custom.label]
    if (custom === undefined || target === undefined) continue
    found.add(target)
    // What was attacked is said better here than by the rule's verdict.
    if (target === 'attack') event['event.action'] = custom.value
    else labelSetters.get(target)?.(event, custom.value)
    if (target === 'seconds' && event['event.duration'] !== undefined)
      event['event.duration'] = Number(custom.value) * 1e9
  }
  const categories: string[] = []
  if (event['source.ip'] !== undefined && event['destination.ip'] !== undefined) categories.push('network')
  if (found.has('malware')) categories.push('malware')
  const isIntrusion = found.has('attack') || found.has('intrusion')
  if (categories.length > 0 && isIntrusion) categories.push('intrusion_detection')
  if (categories.length > 0) event['event.category'] = categories
}
