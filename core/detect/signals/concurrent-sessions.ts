import type { Act } from '../../event/act.ts'
import { isPlaceless, isRentable } from '../../enrich/exit-kind.ts'
import { isLogin } from './login.ts'
import { isNeighbour } from './address.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day, spanText } from './units.ts'

const stale = day
const keptSessions = 8

/**
 * A person opens a session while another of theirs is open from a different country or network (Splunk: more than one
 * source in 5 min; Elastic Okta: 2 countries in 30 min). T1078.
 *
 * Excuses: the same device moved to another network; a mobile network at either end within one country; the same /24;
 * an office egress; a relay, satellite or company gateway at either end (a fifth as sure); a network the person has used before
 * (half as sure), as a rented exit is for whoever is known to use some; such an exit is told as a network, not as a country; a country they have signed in from before, over a network that rents no servers, as a second machine at
 * home while they travel (three fifths as sure); a session older than 24 h, whose end was probably never recorded.
 */
export const concurrentSessionsSignal: SignalFactory = {
  name: 'concurrent-sessions',
  kinds: ['start', 'end'],
  create({ history, remember, realert }) {
    const open = remember<Act[]>('open')
    const speak = realert(day)
    return {
      see(act: Act) {
        if (act.user === '') return undefined
        const sessions = open.demand(act.user, () => [])
        if (!isLogin(act)) {
          close(sessions, act)
          return undefined
        }
        const other = sessions.findLast((session) => isApart(session, act))
        sessions.push(act)
        if (sessions.length > keptSessions) sessions.shift()
        if (!other || history.isSharedSource(act.sourceIp) || history.isSharedSource(other.sourceIp))
          return undefined
        const rented = isRentable(act.network) || isRentable(other.network)
        const abroad = isAbroad(act, other)
        if (!speak.admits(`${act.user} ${act.sourceIp}`, act.time)) return undefined
        const placeless = isPlaceless(act.network) || isPlaceless(other.network)
        const person = history.person(act.user)
        const own = history.isOwnNetwork(act.user, act.network) || (rented && person?.usedHosting === true)
        const known = act.place !== undefined && person?.countries.has(act.place.country)
        const settled = abroad && known === true && act.network?.kind !== 'hosting'
        const from = (session: Act): string =>
          [session.sourceIp, session.place?.country, session.network?.name].filter(Boolean).join(', ')
        return {
          signal: 'concurrent-sessions',
          title: `${act.user} has sessions from two ${abroad && !rented ? 'countries' : 'networks'} at once`,
          techniques: ['T1078'],
          impact: abroad ? 60 : 45,
          confidence: (abroad ? 0.75 : 0.5) * (placeless ? 0.2 : own ? 0.5 : settled ? 0.6 : 1),
          reasons: [
            because(
              'concurrent_source',
              from(act),
              from(other),
              `Opened while the session from ${from(other)} had been open for ${spanText(act.time - other.time)}`,
            ),
          ],
          evidence: [other],
        }
      },
    }
  },
}

function isApart(session: Act, act: Act): boolean {
  if (act.time - session.time > stale || act.time < session.time) return false
  if (session.sourceIp === act.sourceIp || session.sourceIp === '' || act.sourceIp === '') return false
  if (session.sessionId !== '' && session.sessionId === act.sessionId) return false
  if (act.deviceId !== '' && act.deviceId === session.deviceId) return false
  if (isNeighbour(session.sourceIp, act.sourceIp)) return false
  if (isAbroad(session, act)) return true
  const mobile = act.network?.kind === 'mobile' || session.network?.kind === 'mobile'
  return (
    !mobile &&
    act.network !== undefined &&
    session.network !== undefined &&
    act.network.number !== session.network.number
  )
}

function isAbroad({ place: one }: Act, { place: other }: Act): boolean {
  return one !== undefined && other !== undefined && one.country !== other.country
}

function close(sessions: Act[], end: Act): void {
  const at = sessions.findIndex((session) =>
    end.sessionId !== '' && session.sessionId !== ''
      ? session.sessionId === end.sessionId
      : end.sourceIp === '' || session.sourceIp === end.sourceIp,
  )
  if (at >= 0) sessions.splice(at, 1)
}
