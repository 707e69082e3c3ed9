import type { Act } from '../event/act.ts'
import { actOf } from './act.fixture.ts'
import { at, day, ended, flow, hour, minute, monday, paris } from './catalogue.fixture.ts'
import type { Case } from './catalogue.fixture.ts'

const people = 12
const days = 30
const duration = 999_000

/**
 * A month in which twelve people do the same three times every day between 09:00 and 10:00 UTC; only ada connects to
 * port 22, the others to 443. Twelve make one group.
 */
export const month: Act[] = Array.from({ length: days * 3 * people }, (_, index) => {
  const person = index % people
  const time =
    monday - (days - Math.floor(index / (3 * people))) * day + (Math.floor(index / people) % 3) * 10 * minute
  const user = person === 0 ? 'ada' : `colleague-${person}`
  const volume = {
    bytesUp: 999,
    bytesDown: 999,
    bytesTotal: 1998,
    duration,
    user,
    session: undefined,
    sessionId: user,
  }
  return [
    actOf({ user, time, sessionId: user }),
    actOf({ ...flow, ...volume, time: time + minute, destinationPort: person === 0 ? 22 : 443 }),
    actOf({ ...ended, ...volume, time: time + 2 * minute }),
  ]
}).flat()

/** More than 50 sign-ins and flows each, so every member has 50 votes: none of 600 is ln(601 / .5). */
const unseen = Math.log(1202)
/** Active hours fade: the group has this many of each member when a day begins half a day after its last hour. */
const hoursOfMember = Array.from({ length: days }, (_, ago) => 2 ** (-(ago + 1.5) / 30)).reduce(
  (a, b) => a + b,
)

const after = (change: Partial<Act>, offset = 0): Act[] => [...month, ...at([offset], change)]
const grown = 1000 * Math.E - 1

/** Of the features that look at the peer group. */
export const peerCases = {
  bytes_up_peers_z: { acts: after({ ...ended, bytesUp: grown }), value: 2 },
  bytes_down_peers_z: { acts: after({ ...flow, bytesDown: grown }), value: 2 },
  bytes_total_peers_z: { acts: after({ ...flow, bytesTotal: 1999 * Math.E - 1 }), value: 2 },
  duration_peers_z: { acts: after({ ...ended, duration: 1_000_000 * Math.E - 1000 }), value: 2 },
  // one, two and three a day: the middle is ln 3
  sign_ins_24h_peers_z: { acts: after({}), value: 2 * Math.log(2 / 3) },
  hour_surprise_peers: {
    acts: after({}, 12 * hour),
    value: Math.log(((people * hoursOfMember + 8) * 168) / 8),
  },
  country_novelty_peers: { acts: after({ place: paris }), value: unseen },
  asn_novelty_peers: { acts: after({ network: { number: 1, name: '', kind: 'isp' } }), value: unseen },
  os_novelty_peers: { acts: after({ clientOs: 'Linux' }), value: unseen },
  gateway_novelty_peers: { acts: after({ gateway: 'gw2' }), value: unseen },
  group_novelty_peers: { acts: after({ group: 'admins' }), value: unseen },
  service_novelty_peers: { acts: after({ ...flow, destinationPort: 445 }), value: unseen },
  destination_novelty_peers: { acts: after({ ...flow, destinationIp: '10.9.9.9' }), value: unseen },
  // 50 of 600 on her port, 550 on the other
  service_distance_peers: { acts: after(flow), value: 1 - 50 / Math.sqrt(50 ** 2 + 550 ** 2) },
} satisfies Record<string, Case>
