import type { Act } from '../event/act.ts'
import { isPlaceless } from '../enrich/exit-kind.ts'
import type { SignalHit } from './alert.ts'
import type { Circumstance } from './priority.ts'
import { isLogin } from './signals/login.ts'
import type { History } from './signals/history.ts'

/**
 * What raises or lowers the odds of an alert without being evidence itself. The factors are ours, in the spirit of
 * Elastic's criticality (0.5 to 2) and Cortex's variations (success, hosting); none repeats what a signal has said.
 */
export function circumstancesOf(act: Act, hits: readonly SignalHit[], history: History): Circumstance[] {
  const found: Circumstance[] = []
  const said = (name: string): boolean => hits.some((hit) => hit.signal === name)
  const isGuessing = hits.some((hit) => hit.techniques.some((id) => id.startsWith('T1110')))
  if (isLogin(act) && isGuessing && !said('fail-burst-then-success'))
    found.push({ name: 'outcome', odds: 1.5, text: 'The sign-in worked' })
  if (
    act.network?.kind === 'hosting' &&
    !said('new-network-hosting') &&
    !said('anonymiser-exit') &&
    !isPlaceless(act.network) &&
    !history.isCommonNetwork(act.network.number)
  )
    found.push({
      name: 'network_kind',
      odds: 1.4,
      text: `The address belongs to a hosting provider (${act.network.name})`,
    })
  const person = history.person(act.user)
  if (isLogin(act) && person && act.deviceId !== '' && person.devices.has(act.deviceId))
    found.push({ name: 'device', odds: 0.7, text: `The device is one ${act.user} has used before` })
  if (act.kind !== 'flow' && history.isSharedSource(act.sourceIp))
    found.push({
      name: 'source',
      odds: 0.6,
      text: 'Many people sign in from this address: an office or a company proxy',
    })
  return found
}
