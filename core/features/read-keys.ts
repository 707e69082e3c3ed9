import { textKey } from '../event/fingerprint.ts'
import { dimensions } from '../baseline/shape.ts'
import type { View } from './view.ts'

/** Fills the view's keys. */
export function readKeys(view: View): void {
  const { act, keys } = view
  keys.fill(0)
  if (view.login) readSignIn(view)
  if (act.kind === 'end') keys[dimensions.reason] = textKey(act.reason)
  if (act.kind === 'flow') readDestination(view)
}

function readSignIn({ act, device, keys }: View): void {
  const { network, place } = act
  if (place) {
    keys[dimensions.country] = textKey(place.country)
    keys[dimensions.city] = textKey(`${place.country}/${place.city}`)
  }
  if (network && network.number > 0) keys[dimensions.asn] = network.number
  keys[dimensions.device] = device
  keys[dimensions.os] = textKey(act.clientOs)
  keys[dimensions.client] = textKey(act.clientVersion)
  keys[dimensions.auth] = textKey(act.authMethod)
  keys[dimensions.group] = textKey(act.group)
  keys[dimensions.gateway] = textKey(act.gateway)
}

function readDestination({ act, destination, internal, keys }: View): void {
  if (internal) keys[dimensions.destination] = destination
  if (act.destinationPort > 0) keys[dimensions.service] = act.destinationPort
  if (act.destinationPlace) keys[dimensions.destinationCountry] = textKey(act.destinationPlace.country)
}
