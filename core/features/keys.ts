import type { Act } from '../event/act.ts'
import { fingerprint } from '../baseline/fingerprint.ts'
import type { Dimension } from '../baseline/shape.ts'
import { isInternal } from './address.ts'

/** The values of an act that profiles count, as fingerprints; NaN where the act has none. */
export type Keys = Record<Exclude<Dimension, 'step'>, number>

export function noKeys(): Keys {
  return {
    country: NaN,
    city: NaN,
    asn: NaN,
    device: NaN,
    os: NaN,
    client: NaN,
    auth: NaN,
    group: NaN,
    gateway: NaN,
    reason: NaN,
    destination: NaN,
    service: NaN,
    destinationCountry: NaN,
  }
}

/** Fills `keys` in place. `login`: the act says who signed in from where with what. */
export function readKeys(keys: Keys, act: Act, login: boolean): void {
  const place = login ? act.place : undefined
  const network = login ? act.network : undefined
  keys.country = place ? textKey(place.country) : NaN
  keys.city = place ? textKey(`${place.country}/${place.city}`) : NaN
  keys.asn = network && network.number > 0 ? network.number : NaN
  keys.device = login ? textKey(act.deviceId) : NaN
  keys.os = login ? textKey(act.clientOs) : NaN
  keys.client = login ? textKey(act.clientVersion) : NaN
  keys.auth = login ? textKey(act.authMethod) : NaN
  keys.group = login ? textKey(act.group) : NaN
  keys.gateway = login ? textKey(act.gateway) : NaN
  keys.reason = act.kind === 'end' ? textKey(act.reason) : NaN
  const flow = act.kind === 'flow'
  keys.destination = flow && isInternal(act.destinationIp) ? fingerprint(act.destinationIp) : NaN
  keys.service = flow && act.destinationPort > 0 ? act.destinationPort : NaN
  keys.destinationCountry = flow && act.destinationPlace ? textKey(act.destinationPlace.country) : NaN
}

function textKey(text: string): number {
  return text === '' ? NaN : fingerprint(text)
}
