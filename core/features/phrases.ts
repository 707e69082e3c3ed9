import type { Act } from '../event/act.ts'
import { column } from './catalogue.ts'
import type { FeatureName } from './catalogue.ts'
import { bytes, clock, digits, duration, percent, quantity } from './quantities.ts'

/** The act that is described, and its row of the feature matrix. */
export interface Described {
  act: Act
  row: ArrayLike<number>
}

/** How a feature's value reads. */
export interface Phrase {
  /** The value in its natural unit: `7.1 GB`. */
  show: (value: number) => string
  /** The sentence around it: `uploaded 7.1 GB`. */
  say: (shown: string, value: number, described?: Described) => string
  /** Whether the usual value says something beside it. */
  compare: boolean
}

const asCount = (one: string, many?: string) => (value: number) =>
  quantity(Math.round(Math.expm1(value)), one, many)
const asBytes = (value: number): string => bytes(Math.expm1(value))
const asKm = (value: number): string => `${digits(Math.expm1(value))} km`
const asSeconds = (value: number): string => duration(Math.expm1(value))
const asDays = (value: number): string => duration(86_400 * Math.expm1(value))
const asShare = (value: number): string => percent(Math.exp(-value))
const asScales = (value: number): string => `${digits(Math.abs(value))} times the usual spread`
const asFlag = (value: number): string => (value >= 0.5 ? 'yes' : 'no')
const asRatio = (value: number): string => digits(Math.exp(value))

function compared(show: Phrase['show'], say: Phrase['say']): Phrase {
  return { show, say, compare: true }
}

function alone(show: Phrase['show'], say: Phrase['say']): Phrase {
  return { show, say, compare: false }
}

function flag(yes: string, no: string): Phrase {
  return alone(asFlag, (_, value) => (value >= 0.5 ? yes : no))
}

/** ln 2 is what a value costs where nothing is known yet; above it the value stands against evidence. */
function novelty(what: string, whose: string): Phrase {
  return alone(asShare, (shown, value) =>
    value > Math.LN2 + 0.01
      ? `${what} seen in ${shown} of ${whose}`
      : `${what} is usual: ${shown} of ${whose}`,
  )
}

function departure(what: string, more = 'above usual', less = 'below usual'): Phrase {
  return alone(asScales, (shown, value) => `${what} ${value >= 0 ? more : less} by ${shown}`)
}

function half(first: string, second: string): Phrase {
  return alone(
    (value) => digits(value),
    (_, value) => (value >= 0 ? first : second),
  )
}

const signIns = "this person's sign-ins"
const peerActs = 'the sign-ins of peers'
const peerFlows = 'the connections of peers'

/** A sentence template for every feature. */
export const phrases: Record<FeatureName, Phrase> = {
  hour_sin: half('in the first half of the day (UTC)', 'in the second half of the day (UTC)'),
  hour_cos: half('closer to midnight than to noon (UTC)', 'closer to noon than to midnight (UTC)'),
  weekday_sin: half('in the first half of the week', 'in the second half of the week'),
  weekday_cos: half('around the turn of the week', 'in the middle of the week'),
  hour_surprise: alone(asShare, (shown, _, described) => {
    const hour = described ? `at ${clock(described.act.time)}, an hour` : 'in an hour'
    return `active ${hour} that holds ${shown} of this person's activity`
  }),
  off_hours: flag(
    'outside working hours (weekend, or before 07:00 or after 19:00 UTC)',
    'within working hours (UTC)',
  ),
  since_act: compared(asSeconds, (shown) => `${shown} after the previous act`),
  since_sign_in: compared(asSeconds, (shown) => `${shown} after the previous sign-in`),
  days_idle: compared(asDays, (shown) => `no activity for ${shown} before this`),
  bytes_up: compared(asBytes, (shown) => `uploaded ${shown}`),
  bytes_down: compared(asBytes, (shown) => `downloaded ${shown}`),
  bytes_total: compared(asBytes, (shown) => `moved ${shown}`),
  up_down_ratio: compared(asRatio, (shown) => `sent ${shown} times as much as it received`),
  bytes_up_z: departure('upload'),
  bytes_down_z: departure('download'),
  bytes_total_z: departure('volume'),
  bytes_up_24h: compared(asBytes, (shown) => `uploaded ${shown} in 24 hours`),
  bytes_up_24h_z: departure('upload of 24 hours'),
  bytes_per_minute: compared(
    (value) => `${asBytes(value)} a minute`,
    (shown) => `moved ${shown}`,
  ),
  failures_user_5m: compared(asCount('failed sign-in'), (shown) => `${shown} of this user in 5 minutes`),
  failures_user_1h: compared(asCount('failed sign-in'), (shown) => `${shown} of this user in 1 hour`),
  failures_source_5m: compared(
    asCount('failed sign-in'),
    (shown) => `${shown} from this address in 5 minutes`,
  ),
  failures_source_1h: compared(asCount('failed sign-in'), (shown) => `${shown} from this address in 1 hour`),
  users_source_1h: compared(asCount('user'), (shown) => `${shown} tried from this address in 1 hour`),
  sources_user_1h: compared(
    asCount('source address', 'source addresses'),
    (shown) => `${shown} tried this user in 1 hour`,
  ),
  sources_user_24h: compared(
    asCount('source address', 'source addresses'),
    (shown) => `${shown} tried this user in 24 hours`,
  ),
  failure_ratio_24h: compared(
    asRatio,
    (shown) => `${shown} failed sign-ins for each that succeeded in 24 hours`,
  ),
  sign_ins_24h: compared(asCount('sign-in'), (shown) => `${shown} in 24 hours`),
  sign_ins_24h_z: departure('number of sign-ins in 24 hours'),
  sign_ins_10m: compared(asCount('sign-in'), (shown) => `${shown} in 10 minutes`),
  mfa_refusals_10m: compared(
    asCount('second factor refused', 'second factors refused'),
    (shown) => `${shown} in 10 minutes`,
  ),
  account_age: alone(asDays, (shown) => `account first seen ${shown} ago`),
  first_vpn: flag('no earlier sign-in of this user is known', 'this user has signed in before'),
  generic_account: flag('a shared, built-in or service account', 'a personal account'),
  auth_novelty: novelty('authentication method', signIns),
  km_previous: compared(asKm, (shown, _, described) => {
    const since = described?.row[column.since_sign_in] ?? NaN
    return `${shown} from the previous sign-in${Number.isNaN(since) ? '' : ` ${asSeconds(since)} earlier`}`
  }),
  speed_previous: compared(
    (value) => `${digits(Math.expm1(value))} km/h`,
    (shown) => `reaching this place from the previous sign-in takes ${shown}`,
  ),
  km_usual: compared(asKm, (shown) => `${shown} from the nearest usual place`),
  country_novelty_user: novelty('country', signIns),
  country_novelty_org: novelty('country', "the organisation's sign-ins"),
  city_novelty: novelty('city', signIns),
  asn_novelty_user: novelty('network', signIns),
  asn_novelty_org: novelty('network', "the organisation's sign-ins"),
  asn_hosting: flag('from the network of a hosting provider', 'not from a hosting provider'),
  countries_24h: compared(asCount('country', 'countries'), (shown) => `${shown} in 24 hours`),
  device_novelty: novelty('device', signIns),
  os_novelty: novelty('operating system', signIns),
  client_novelty: novelty('client version', signIns),
  device_users: compared(asCount('user'), (shown) => `${shown} of this device in 30 days`),
  group_novelty: novelty('VPN group', signIns),
  gateway_novelty: novelty('gateway', signIns),
  duration: compared(asSeconds, (shown) => `lasted ${shown}`),
  duration_z: departure('length'),
  concurrent_sessions: compared(asCount('session'), (shown) => `${shown} of this user open at once`),
  overlap_countries: compared(
    asCount('session'),
    (shown) => `${shown} of this user open from another country`,
  ),
  session_moved: flag(
    'the session goes on from another address than it began at',
    'the session kept its address',
  ),
  reason_novelty: novelty('disconnect reason', "this person's sessions"),
  destinations_1h: compared(asCount('internal host'), (shown) => `${shown} contacted in 1 hour`),
  ports_1m: compared(asCount('destination port'), (shown) => `${shown} in 1 minute`),
  sensitive_port: flag(
    'to a port of remote administration, file shares, directories or databases',
    'not to a sensitive port',
  ),
  external_destination: flag('to an address on the internet', 'to an internal address'),
  refused_ratio_10m: compared(percent, (shown) => `${shown} of the connections in 10 minutes were refused`),
  destination_novelty: novelty('internal host', "this person's internal connections"),
  service_novelty: novelty('destination port', "this person's connections"),
  destination_country_novelty: novelty('destination country', "this person's connections to the internet"),
  flows_1m: compared(asCount('connection'), (shown) => `${shown} in 1 minute`),
  token_surprise: alone(asShare, (shown) => `follows the previous act in ${shown} of such cases`),
  is_attempt: flag('an authentication attempt', 'not an authentication attempt'),
  is_start: flag('the start of a session', 'not the start of a session'),
  is_end: flag('the end of a session', 'not the end of a session'),
  is_flow: flag('a network connection', 'not a network connection'),
  failed: flag('failed or was refused', 'succeeded'),
  zone_shift: compared(
    (value) => quantity(Math.round(value), 'time zone'),
    (shown) => `${shown} away from home`,
  ),
  local_hour_surprise: alone(
    asShare,
    (shown) => `at an hour of the local clock that holds ${shown} of this person's activity`,
  ),
  up_down_ratio_z: departure('share of what was sent'),
  bytes_mean_1h: compared(asBytes, (shown) => `connections of 1 hour moved ${shown} each, typically`),
  bytes_deviation_1h: compared(
    asRatio,
    (shown) => `connections of 1 hour differ in size by a factor of ${shown}`,
  ),
  bytes_unknown: flag('the records tell no bytes', 'the records tell bytes'),
  mfa_refusals_before_success: compared(
    asCount('second factor refused', 'second factors refused'),
    (shown) => `${shown} in the 10 minutes before it worked`,
  ),
  since_failure: compared(asSeconds, (shown) => `${shown} after the previous failed sign-in`),
  failure_reason_entropy: compared(
    digits,
    (shown) => `reasons of failed sign-ins in 1 hour vary (entropy ${shown})`,
  ),
  auth_downgrade: alone(digits, (shown, value) =>
    value > 0.05
      ? `authentication weaker than usual by ${shown} of 4 steps`
      : 'authentication as strong as usual or stronger',
  ),
  place_unknown: flag('from a place that is not known', 'from a known place'),
  network_unknown: flag('from a network that is not known', 'from a known network'),
  device_unknown: flag('the sign-in names no device', 'the sign-in names its device'),
  client_unknown: flag('the sign-in names no client version', 'the sign-in names its client version'),
  bytes_up_peers_z: departure('upload', 'above that of peers', 'below that of peers'),
  bytes_down_peers_z: departure('download', 'above that of peers', 'below that of peers'),
  bytes_total_peers_z: departure('volume', 'above that of peers', 'below that of peers'),
  duration_peers_z: departure('length', 'above that of peers', 'below that of peers'),
  sign_ins_24h_peers_z: departure(
    'number of sign-ins in 24 hours',
    'above that of peers',
    'below that of peers',
  ),
  hour_surprise_peers: alone(asShare, (shown) => `in an hour that holds ${shown} of the activity of peers`),
  country_novelty_peers: novelty('country', peerActs),
  asn_novelty_peers: novelty('network', peerActs),
  os_novelty_peers: novelty('operating system', peerActs),
  gateway_novelty_peers: novelty('gateway', peerActs),
  group_novelty_peers: novelty('VPN group', peerActs),
  service_novelty_peers: novelty('destination port', peerFlows),
  destination_novelty_peers: novelty('internal host', peerFlows),
  service_distance_peers: compared(percent, (shown) => `uses services ${shown} apart from those of peers`),
  packets: compared(asCount('packet'), (shown) => `${shown} both ways`),
  bytes_per_packet: compared(asBytes, (shown) => `packets of ${shown} on average`),
  packets_per_second: compared(asCount('packet'), (shown) => `${shown} a second`),
  flow_gap_mean_1h: compared(asSeconds, (shown) => `typically ${shown} between connections in 1 hour`),
  flow_gap_deviation_1h: compared(
    asRatio,
    (shown) => `gaps between connections in 1 hour differ by a factor of ${shown}`,
  ),
  destination_gap: compared(
    asSeconds,
    (shown) => `${shown} after the previous connection to this destination`,
  ),
  destination_repeats: compared(asCount('earlier connection'), (shown) => `${shown} to this destination`),
  beacon_regularity: compared(
    percent,
    (shown) => `returns to this destination with a regularity of ${shown}`,
  ),
  udp: flag('carried over UDP', 'not carried over UDP'),
  other_transport: flag('neither TCP nor UDP', 'carried over TCP or UDP'),
  web_port: flag('to a web port', 'not to a web port'),
  name_port: flag('to a name or time service', 'not to a name or time service'),
  remote_port: flag('to a port of remote administration', 'not to a port of remote administration'),
  share_port: flag('to a file share', 'not to a file share'),
  tunnel_port: flag('to a port or protocol of tunnels', 'not to a port or protocol of tunnels'),
}
