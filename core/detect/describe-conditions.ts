import { modelName, type Conditions } from './suppression.ts'

/** What a rule is about, for a person: `people alice; sources 192.0.2.0/24`. */
export function describeConditions(conditions: Conditions): string {
  const { signals, techniques, users, sources, networks, countries, devices, gateways } = conditions
  const parts: [string, readonly (string | number)[] | undefined][] = [
    ['signals', signals?.map((name) => (name === modelName ? 'none but the models' : name))],
    ['techniques', techniques],
    ['people', users],
    ['sources', sources],
    ['networks', networks?.map((number) => `AS${number}`)],
    ['countries', countries],
    ['devices', devices],
    ['gateways', gateways],
    ['destinations', conditions.destinations],
    ['ports', conditions.ports],
  ]
  return parts.flatMap(([name, values]) => (values ? `${name} ${values.join(', ')}` : [])).join('; ')
}
