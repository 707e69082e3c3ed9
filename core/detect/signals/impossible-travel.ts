import type { Act } from '../../event/act.ts'
import { greatCircle } from '../../features/great-circle.ts'
import { isPlaceless, isRentable } from '../../enrich/exit-kind.ts'
import { isNeighbour } from './address.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day, minute, spanText } from './units.ts'

const leastKm = 500
const leastSpeed = 800

/**
 * Two successive logins too far apart to travel: 500 km and 800 km/h or more (Elastic; Panther takes 900 km/h)
 * against the previous successful login within 24 h (Panther). Great-circle distance; under a minute counts as one.
 * T1078, T1133.
 *
 * Plausibility is stated: above 1,500 km/h no airliner explains it. Excuses that lower it: a mobile or business
 * network at either end (carriers and company proxies exit far away), the same country (carriers exit at its other end: half under 1,000 km, three fifths beyond), an address or
 * network the person has used before (a roaming phone exits in its home country), a device they have used before, a relay,
 * satellite or company gateway at either end (Panther: informational). A rented server or VPN exit at either end halves it, and no
 * distance is told; it is no travel at all for whoever is known to use such exits. A shared egress at either end, or two addresses of one /24 (a GeoIP error; Panther:
 * under 50 km in 10 min), excuse it altogether.
 */
export const impossibleTravelSignal: SignalFactory = {
  name: 'impossible-travel',
  kinds: ['attempt', 'start'],
  create({ history, realert }) {
    const speak = realert(day / 2)
    return {
      see(act: Act) {
        const last = history.person(act.user)?.lastLogin
        if (!last?.place || !act.place || !isLogin(act)) return undefined
        const elapsed = act.time - last.time
        if (elapsed < 0 || elapsed > day || last.sourceIp === act.sourceIp) return undefined
        const km = greatCircle(
          last.place.latitude,
          last.place.longitude,
          act.place.latitude,
          act.place.longitude,
        )
        if (km < leastKm) return undefined
        const speed = km / (Math.max(elapsed, minute) / (60 * minute))
        if (speed < leastSpeed) return undefined
        if (history.isSharedSource(act.sourceIp) || history.isSharedSource(last.sourceIp)) return undefined
        if (isNeighbour(act.sourceIp, last.sourceIp)) return undefined
        const placeless = isPlaceless(act.network) || isPlaceless(last.network)
        const rented = isRentable(act.network) || isRentable(last.network)
        if (rented && history.person(act.user)?.usedHosting === true) return undefined
        const carried = act.deviceId !== '' && history.person(act.user)?.devices.has(act.deviceId) === true
        const roaming = [act.network?.kind, last.network?.kind].some(
          (kind) => kind === 'mobile' || kind === 'business',
        )
        const domestic = act.place.country === last.place.country
        const familiar = history.isFamiliar(act.user, act.sourceIp)
        const own = !familiar && history.isOwnNetwork(act.user, act.network)
        const confidence =
          (speed >= 1500 ? 0.8 : 0.6) *
          (placeless ? 0.2 : rented || roaming ? 0.5 : 1) *
          (carried ? 0.5 : 1) *
          (domestic ? (km < 1000 ? 0.5 : 0.6) : 1) *
          (familiar ? 0.3 : own ? 0.4 : 1)
        if (!speak.admits(`${act.user} ${act.place.country}`, act.time)) return undefined
        const excuses = [
          placeless && 'a relay, satellite or company gateway exits where it likes',
          rented && 'a rented server stands where it stands',
          carried && 'the device is one they have used before',
          roaming && 'a mobile or business network may exit far from its user',
          domestic && 'both places are in one country',
          familiar && 'the address is one they have used before',
          own && 'the network is one they have used before, as a phone abroad exits at home',
        ].filter((text) => text !== false)
        const plausibility =
          confidence >= 0.6 ? 'no flight explains it' : excuses.join('; ') || 'a fast flight could'
        return {
          signal: 'impossible-travel',
          title: `${act.user} signed in ${rented ? journeyText(last, act) : `${Math.round(km)} km apart within ${spanText(elapsed)}`}`,
          techniques: ['T1078', 'T1133'],
          impact: 70,
          confidence,
          reasons: [
            because(
              'travel_speed',
              `${Math.round(speed)} km/h`,
              `< ${leastSpeed} km/h`,
              rented
                ? `Signed in ${journeyText(last, act)}: an address that anybody can rent does not tell where ${act.user} is`
                : `From ${placeName(last.place)} to ${placeName(act.place)}, ${Math.round(km)} km in ${spanText(elapsed)}: ${plausibility}`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}

function placeName(place: { city: string; country: string }): string {
  return place.city ? `${place.city} (${place.country})` : place.country
}

/** Where a rented exit is at one end, no distance is told: it is the exit's. */
function journeyText(last: Pick<Act, 'time' | 'place' | 'network'>, act: Act): string {
  const from = ({ place, network }: Pick<Act, 'place' | 'network'>): string =>
    isRentable(network) || place === undefined
      ? `through ${network?.name || `AS${network?.number ?? 0}`}`
      : `from ${placeName(place)}`
  return `${from(act)} ${spanText(act.time - last.time)} after signing in ${from(last)}`
}
