import {
  at,
  day,
  ended,
  everyMinute,
  everyOtherDay,
  failure,
  flow,
  gulf,
  hour,
  minute,
  paris,
  quarter,
  thrice,
} from './catalogue.fixture.ts'
import type { Case } from './catalogue.fixture.ts'

/** Of the features that look at a person and the organisation. */
export const ownCases = {
  hour_sin: { acts: at([0]), value: Math.SQRT1_2 },
  hour_cos: { acts: at([0]), value: -Math.SQRT1_2 },
  weekday_sin: { acts: at([2 * day]), value: 0.97493 },
  weekday_cos: { acts: at([2 * day]), value: -0.22252 },
  // organisation: (.4 + 8/168) / 9 = .04974; user: (.4 + 8 * .04974) / 9 = .08865
  hour_surprise: { acts: at([0, minute]), value: 2.423 },
  off_hours: { acts: at([5 * day]), value: 1 },
  since_act: { acts: at([0, minute]), value: Math.log(61) },
  since_sign_in: { acts: [...at([0]), ...at([5 * minute], flow)], value: Math.log(301) },
  days_idle: { acts: [...at([0]), ...at([2 * day], failure), ...at([3 * day])], value: Math.log(4) },
  bytes_up: { acts: at([0], { ...ended, bytesUp: 999 }), value: Math.log(1000) },
  bytes_down: { acts: at([0], { ...flow, bytesDown: 999 }), value: Math.log(1000) },
  bytes_total: { acts: at([0], { ...flow, bytesTotal: 999 }), value: Math.log(1000) },
  bytes_total_z: {
    acts: [
      ...at(everyOtherDay, { ...ended, bytesUp: 99, bytesDown: 900 }),
      ...at([0], { ...ended, bytesUp: 99, bytesDown: 1000 * Math.E - 100 }),
    ],
    value: 2,
  },
  up_down_ratio: { acts: at([0], { ...ended, bytesUp: 3 * 1024, bytesDown: 1024 }), value: Math.LN2 },
  // all equal: no spread, so the floor of .5 is the scale; a factor e is two of them
  bytes_up_z: {
    acts: [
      ...at(everyOtherDay, { ...ended, bytesUp: 999 }),
      ...at([0], { ...ended, bytesUp: 1000 * Math.E - 1 }),
    ],
    value: 2,
  },
  // no history of her own: against bob's; one act of twenty lets it speak at a twentieth
  bytes_down_z: {
    acts: [
      ...at([-day], { ...flow, user: 'bob', bytesDown: 999 }),
      ...at([0], { ...flow, bytesDown: 1000 * Math.E - 1 }),
    ],
    value: 0.1,
  },
  bytes_up_24h: {
    acts: [...at([-23 * hour], { ...ended, bytesUp: 499 }), ...at([0], { ...ended, bytesUp: 500 })],
    value: Math.log(1000),
  },
  bytes_up_24h_z: {
    acts: [
      ...at(everyOtherDay, { ...ended, bytesUp: 999 }),
      ...at([-hour], { ...ended, bytesUp: 999 }),
      ...at([0], { ...ended, bytesUp: 1000 * (Math.E - 1) }),
    ],
    value: 2,
  },
  bytes_per_minute: {
    acts: at([0], { ...ended, bytesUp: 1998, bytesDown: 0, duration: 2 * minute }),
    value: Math.log(1000),
  },
  failures_user_5m: { acts: at([-6 * minute, -minute, 0], failure), value: Math.log(3) },
  failures_user_1h: { acts: at([-6 * minute, -minute, 0], failure), value: Math.log(4) },
  failures_source_5m: {
    acts: [...at([-6 * minute, -minute], { ...failure, user: 'bob' }), ...at([0], failure)],
    value: Math.log(3),
  },
  failures_source_1h: {
    acts: [...at([-6 * minute, -minute], { ...failure, user: 'bob' }), ...at([0], failure)],
    value: Math.log(4),
  },
  users_source_1h: {
    acts: [
      ...at([-2 * hour], { ...failure, user: 'early' }),
      ...at(thrice, { ...failure, user: 'bob' }),
      ...at([0], failure),
    ],
    value: Math.log(3),
  },
  sources_user_1h: {
    acts: [
      ...at([-2 * hour], { sourceIp: '192.0.2.1' }),
      ...at([-minute], { sourceIp: '192.0.2.2' }),
      ...at([0]),
    ],
    value: Math.log(3),
  },
  sources_user_24h: {
    acts: [
      ...at([-2 * hour], { sourceIp: '192.0.2.1' }),
      ...at([-minute], { sourceIp: '192.0.2.2' }),
      ...at([0]),
    ],
    value: Math.log(4),
  },
  failure_ratio_24h: { acts: [...at(thrice, failure), ...at([0])], value: Math.LN2 },
  sign_ins_24h: { acts: at([-23 * hour, 0]), value: Math.log(3) },
  // (ln 3 - ln 2) / .5
  sign_ins_24h_z: { acts: at([...everyOtherDay, -hour, 0]), value: 0.81093 },
  sign_ins_10m: { acts: at([-11 * minute, -9 * minute, 0]), value: Math.log(3) },
  mfa_refusals_10m: { acts: at([-minute, 0], { ...failure, mfa: 'failure' }), value: Math.log(3) },
  account_age: { acts: at([0, 9 * day]), value: Math.log(10) },
  first_vpn: { acts: [...at([-minute], failure), ...at([0])], value: 1 },
  generic_account: { acts: at([0], { user: 'svc-backup' }), value: 1 },
  // seen in 0 of 3: ln(4 / .5) = ln 8; what it has over ln 2 counts half while she is new: ln 2 + ln 4 / 2
  auth_novelty: { acts: [...at(thrice), ...at([0], { authMethod: 'password' })], value: Math.log(4) },
  // a quarter of the meridian: 10,007.56 km
  km_previous: { acts: [...at([-2 * hour], { place: gulf }), ...at([0], { place: quarter })], value: 9.2112 },
  speed_previous: {
    acts: [...at([-2 * hour], { place: gulf }), ...at([0], { place: quarter })],
    value: 8.51815,
  },
  // the second place holds 1 of 21 sign-ins, under 5 %
  km_usual: {
    acts: [
      ...at(everyMinute, { place: gulf }),
      ...at([-minute], { place: quarter }),
      ...at([0], { place: quarter }),
    ],
    value: 9.2112,
  },
  country_novelty_user: { acts: [...at(thrice), ...at([0], { place: paris })], value: Math.log(4) },
  country_novelty_org: {
    acts: [...at(thrice, { user: 'bob' }), ...at([0], { place: paris })],
    value: Math.log(4),
  },
  city_novelty: {
    acts: [...at(thrice), ...at([0], { place: { ...paris, country: 'DE' } })],
    value: Math.log(4),
  },
  asn_novelty_user: {
    acts: [...at(thrice), ...at([0], { network: { number: 1, name: '', kind: 'isp' } })],
    value: Math.log(4),
  },
  asn_novelty_org: {
    acts: [...at(thrice, { user: 'bob' }), ...at([0], { network: { number: 1, name: '', kind: 'isp' } })],
    value: Math.log(4),
  },
  asn_hosting: { acts: at([0], { network: { number: 1, name: '', kind: 'hosting' } }), value: 1 },
  countries_24h: { acts: [...at(thrice), ...at([0], { ...failure, place: paris })], value: Math.log(3) },
  device_novelty: { acts: [...at(thrice), ...at([0], { deviceId: 'kali' })], value: Math.log(4) },
  os_novelty: { acts: [...at(thrice), ...at([0], { clientOs: 'Linux' })], value: Math.log(4) },
  client_novelty: { acts: [...at(thrice), ...at([0], { clientVersion: '4.0' })], value: Math.log(4) },
  device_users: { acts: [...at([-day], { user: 'bob' }), ...at([0])], value: Math.log(3) },
  group_novelty: { acts: [...at(thrice), ...at([0], { group: 'admins' })], value: Math.log(4) },
  gateway_novelty: { acts: [...at(thrice), ...at([0], { gateway: 'gw2' })], value: Math.log(4) },
  duration: { acts: at([0], { ...ended, duration: 999_000 }), value: Math.log(1000) },
  duration_z: {
    acts: [
      ...at(everyOtherDay, { ...ended, duration: 999_000 }),
      ...at([0], { ...ended, duration: 1_000_000 * Math.E - 1000 }),
    ],
    value: 2,
  },
  concurrent_sessions: { acts: [...at([-hour]), ...at([0], { sessionId: 's2' })], value: Math.log(3) },
  overlap_countries: {
    acts: [...at([-hour]), ...at([0], { sessionId: 's2', place: paris })],
    value: Math.LN2,
  },
  session_moved: { acts: [...at([-hour]), ...at([0], { ...ended, sourceIp: '192.0.2.1' })], value: 1 },
  reason_novelty: {
    acts: [...at(thrice, { ...ended, reason: 'user request' }), ...at([0], { ...ended, reason: 'idle' })],
    value: Math.log(4),
  },
  destinations_1h: {
    acts: [
      ...at([-2 * hour], { ...flow, destinationIp: '10.1.0.2' }),
      ...at([-minute], { ...flow, destinationIp: '10.1.0.3' }),
      ...at([0], flow),
    ],
    value: Math.log(3),
  },
  ports_1m: {
    acts: [...at([-30_000], { ...flow, destinationPort: 22 }), ...at([-30_000, 0], flow)],
    value: Math.log(3),
  },
  sensitive_port: { acts: at([0], { ...flow, destinationPort: 3389 }), value: 1 },
  external_destination: { acts: at([0], { ...flow, destinationIp: '203.0.113.5' }), value: 1 },
  refused_ratio_10m: {
    acts: [...at([-minute], { ...flow, outcome: 'failure' }), ...at([0], flow)],
    value: 0.5,
  },
  destination_novelty: {
    acts: [...at(thrice, flow), ...at([0], { ...flow, destinationIp: '10.9.9.9' })],
    value: Math.log(4),
  },
  service_novelty: {
    acts: [...at(thrice, flow), ...at([0], { ...flow, destinationPort: 445 })],
    value: Math.log(4),
  },
  destination_country_novelty: {
    acts: [
      ...at(thrice, { ...flow, destinationPlace: gulf }),
      ...at([0], { ...flow, destinationPlace: paris }),
    ],
    value: Math.log(4),
  },
  flows_1m: { acts: at([-2 * minute, -30_000, 0], flow), value: Math.log(3) },
  // nothing known: one of 59 tokens
  token_surprise: { acts: at([0]), value: Math.log(59) },
  is_attempt: { acts: at([0], failure), value: 1 },
  is_start: { acts: at([0]), value: 1 },
  is_end: { acts: at([0], ended), value: 1 },
  is_flow: { acts: at([0], flow), value: 1 },
  failed: { acts: at([0], failure), value: 1 },
} satisfies Record<string, Case>
