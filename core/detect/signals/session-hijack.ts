import type { Act } from '../../event/act.ts'
import { isPlaceless } from '../../enrich/exit-kind.ts'
import { isNeighbour, isOutside } from './address.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day, spanText } from './units.ts'

/**
 * An open session goes on from another address without a new authentication: a stolen cookie or token (NetScaler
 * client-address validation after CitrixBleed; Elastic AiTM: more than one address on one session). T1539, T1550.004.
 *
 * Excuses: the same /24; the same network in the same country (an address renewed by the provider); a mobile network
 * at either end in the same country (roaming); a record with a second factor of its own is a new login. Between two
 * providers of one country it is context only, since people carry their laptops from the office to a phone's network.
 * Abroad, a network of the person's own, or a provider of lines in a country they log in from, makes it much less sure: a
 * roaming phone exits at home, and many carriers have one network for phones and homes. A relay, satellite or company
 * gateway at either end makes it context.
 */
export const sessionHijackSignal: SignalFactory = {
  name: 'session-hijack',
  kinds: ['start', 'end', 'flow'],
  create({ history, remember, realert }) {
    const open = remember<Act>('open')
    const speak = realert(day)
    return {
      see(act: Act) {
        // Flows show the tunnel's inner address as a rule; only those that carry the outer one can tell.
        if (act.sessionId === '' || (act.kind === 'flow' && !isOutside(act.sourceIp))) return undefined
        const key = `${act.gateway} ${act.user} ${act.sessionId}`
        const begun = open.peek(key)
        if (act.kind === 'start' && (!begun || act.mfa === 'success' || act.time - begun.time > day)) {
          open.set(key, act)
          return undefined
        }
        if (act.kind === 'end') open.delete(key)
        if (!begun || !isElsewhere(begun, act) || !speak.admits(key, act.time)) return undefined
        const abroad =
          act.place !== undefined && begun.place !== undefined && act.place.country !== begun.place.country
        const { countries } = history.person(act.user) ?? {}
        const kind = act.network?.kind ?? 'unknown'
        const isLine = kind === 'mobile' || kind === 'isp'
        const phone = isLine && countries?.has(act.place?.country ?? '') === true
        const placeless = isPlaceless(act.network) || isPlaceless(begun.network)
        const own = phone || history.isOwnNetwork(act.user, act.network)
        return {
          signal: 'session-hijack',
          title: `The session of ${act.user || 'an unknown user'} moved to ${act.sourceIp} without a new sign-in`,
          techniques: ['T1539', 'T1550.004'],
          impact: 75,
          confidence:
            (abroad || act.network?.kind === 'hosting' ? 0.8 : 0.15) * (placeless ? 0.2 : own ? 0.4 : 1),
          reasons: [
            because(
              'session_source',
              act.sourceIp,
              begun.sourceIp,
              `Session ${act.sessionId} began at ${begun.sourceIp} and is seen from ${act.sourceIp} after ${spanText(act.time - begun.time)}, with no authentication in between`,
            ),
          ],
          evidence: [begun],
        }
      },
    }
  },
}

function isElsewhere(begun: Act, act: Act): boolean {
  if (act.time < begun.time || act.time - begun.time > 7 * day) return false
  if (begun.sourceIp === '' || act.sourceIp === '' || begun.sourceIp === act.sourceIp) return false
  if (!isOutside(begun.sourceIp) || !isOutside(act.sourceIp) || isNeighbour(begun.sourceIp, act.sourceIp))
    return false
  const sameCountry = begun.place?.country === act.place?.country
  if (!sameCountry) return true
  if (begun.network !== undefined && begun.network.number === act.network?.number) return false
  return begun.network?.kind !== 'mobile' && act.network?.kind !== 'mobile'
}
