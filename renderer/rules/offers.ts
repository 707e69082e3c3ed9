import type { Alert, Conditions } from '../../core/contract/index.ts'
import { countryName, formatList, sentenceCase } from '../format/text.ts'

/** A condition that an alert suggests for a rule. */
export interface Offer {
  name: keyof Conditions
  label: string
  /** What it names, for a person. */
  text: string
  conditions: Conditions
  /** Ticked to begin with. */
  isPreset: boolean
  /** Addresses, which can be widened to CIDR blocks. */
  addresses?: string[]
}

/** An offer with what the alert knows of it; an alert that knows nothing offers nothing. */
interface Suggestion extends Offer {
  values: readonly unknown[]
}

/** An alert names no more of a sort than that; a list as long may be cut, and no rule covers it. */
const mostNamed = 500

/** More than that can't be told apart in a tick box, and are not what one rule is about. */
const mostPreset = 3

/**
 * The conditions that fit an alert. Ticked are the narrowest that still fit when the same happens again: what was seen,
 * whose it was, and for traffic where it went, else where it came from.
 */
export function offersOf(alert: Alert): Offer[] {
  const { entities, signals, techniques, gateway, networks = [], ports = [] } = alert
  const few = (values: readonly unknown[]) => values.length > 0 && values.length <= mostPreset
  const isTraffic = entities.destinations.length > 0
  const known = networks.filter((number) => number > 0)
  const offers: Suggestion[] = [
    {
      name: 'signals',
      label: signals.length === 1 ? 'Signal' : 'Signals',
      text: signals.length > 0 ? signals.map(sentenceCase).join(', ') : 'None but the models',
      conditions: { signals: signals.length > 0 ? signals : ['model'] },
      isPreset: true,
      values: ['always'],
    },
    {
      name: 'users',
      label: entities.users.length === 1 ? 'Person' : 'People',
      text: formatList(entities.users, mostPreset),
      conditions: { users: entities.users },
      isPreset: few(entities.users),
      values: entities.users,
    },
    {
      name: 'sources',
      label: 'Source',
      text: formatList(entities.sourceIps, mostPreset),
      conditions: { sources: entities.sourceIps },
      isPreset: few(entities.sourceIps) && !isTraffic,
      values: entities.sourceIps,
      addresses: entities.sourceIps,
    },
    {
      name: 'networks',
      label: 'Network',
      text: known.map((number) => `AS${number}`).join(', '),
      conditions: { networks: known },
      isPreset: false,
      values: known.length === networks.length ? known : [],
    },
    {
      name: 'countries',
      label: 'Country',
      text: entities.countries.map(countryName).join(', '),
      conditions: { countries: entities.countries },
      isPreset: false,
      values: alert.unplaced ? [] : entities.countries,
    },
    {
      name: 'devices',
      label: 'Device',
      text: formatList(entities.devices, mostPreset),
      conditions: { devices: entities.devices },
      isPreset: false,
      values: entities.devices,
    },
    {
      name: 'gateways',
      label: 'Gateway',
      text: gateway ?? '',
      conditions: { gateways: [gateway ?? ''] },
      isPreset: false,
      values: gateway === undefined ? [] : [gateway],
    },
    {
      name: 'destinations',
      label: 'Destination',
      text: formatList(entities.destinations, mostPreset),
      conditions: { destinations: entities.destinations },
      isPreset: few(entities.destinations),
      values: entities.destinations,
      addresses: entities.destinations,
    },
    {
      name: 'ports',
      label: ports.length === 1 ? 'Port' : 'Ports',
      text: formatList(ports.map(String), 6),
      conditions: { ports },
      isPreset: few(ports) && few(entities.destinations),
      values: ports,
    },
    {
      name: 'techniques',
      label: techniques.length === 1 ? 'Technique' : 'Techniques',
      text: techniques.join(', '),
      conditions: { techniques },
      isPreset: false,
      values: techniques,
    },
  ]
  return offers.filter(({ values }) => values.length > 0 && values.length < mostNamed)
}

/** `192.0.2.0/24, 198.51.100.7` -> its parts. */
export function splitAddresses(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '')
}
