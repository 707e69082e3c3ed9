import { at, ended, everyOtherDay, failure, flow, gulf, minute, thrice } from './catalogue.fixture.ts'
import type { Case } from './catalogue.fixture.ts'

const tokyo = { country: 'JP', city: 'Tokyo', latitude: 35.68, longitude: 139.69 }
/** Two hours east of home. */
const east = { country: 'XC', city: 'C', latitude: 0, longitude: 30 }
const second = 1000

/** Of authentication, protocol, local time and missing values. */
export const moreCases = {
  // (139.69 - 13.405) / 15 = 8.4
  zone_shift: { acts: [...at(thrice), ...at([0], { place: tokyo })], value: 8 },
  // 09:00 is 11:00 there, two hours from the only active hour: nothing but the prior, (8 / 168) / 9
  local_hour_surprise: {
    acts: [...at([0], { place: gulf }), ...at([minute], { place: east })],
    value: Math.log(189),
  },
  // from 1:1 to e:1, two scales of .5
  up_down_ratio_z: {
    acts: [
      ...at(everyOtherDay, { ...ended, bytesUp: 1024, bytesDown: 1024 }),
      ...at([0], { ...ended, bytesUp: 2048 * Math.E - 1024, bytesDown: 1024 }),
    ],
    value: 2,
  },
  bytes_mean_1h: {
    acts: [...at([-minute], { ...flow, bytesTotal: 99 }), ...at([0], { ...flow, bytesTotal: 9999 })],
    value: Math.log(1000),
  },
  bytes_deviation_1h: {
    acts: [...at([-minute], { ...flow, bytesTotal: 99 }), ...at([0], { ...flow, bytesTotal: 9999 })],
    value: Math.log(10),
  },
  bytes_unknown: { acts: at([0], ended), value: 1 },
  mfa_refusals_before_success: {
    acts: [...at([-2 * minute, -minute], { ...failure, mfa: 'failure' }), ...at([0], { mfa: 'success' })],
    value: Math.log(3),
  },
  since_failure: { acts: [...at([-minute], failure), ...at([0])], value: Math.log(61) },
  failure_reason_entropy: {
    acts: [
      ...at([-minute], { ...failure, reason: 'locked' }),
      ...at([0], { ...failure, reason: 'password' }),
    ],
    value: Math.LN2,
  },
  // certificate (3) to password (1)
  auth_downgrade: { acts: [...at(thrice), ...at([0], { authMethod: 'password' })], value: 2 },
  place_unknown: { acts: at([0], { place: undefined }), value: 1 },
  network_unknown: { acts: at([0], { network: undefined }), value: 1 },
  device_unknown: { acts: at([0], { deviceId: '' }), value: 1 },
  client_unknown: { acts: at([0], { clientVersion: '' }), value: 1 },
  packets: { acts: at([0], { ...flow, packets: 999 }), value: Math.log(1000) },
  bytes_per_packet: { acts: at([0], { ...flow, packets: 10, bytesTotal: 9990 }), value: Math.log(1000) },
  packets_per_second: {
    acts: at([0], { ...flow, packets: 1998, duration: 2 * second }),
    value: Math.log(1000),
  },
  // gaps of 9 s and 999 s
  flow_gap_mean_1h: { acts: at([-1008 * second, -999 * second, 0], flow), value: Math.log(100) },
  flow_gap_deviation_1h: { acts: at([-1008 * second, -999 * second, 0], flow), value: Math.log(10) },
  destination_gap: {
    acts: [...at([-99 * second], flow), ...at([-5], { ...flow, destinationPort: 80 }), ...at([0], flow)],
    value: Math.log(100),
  },
  destination_repeats: { acts: at([...thrice, 0], flow), value: Math.log(4) },
  // gaps of 9 s and 99 s in turn: four of ln 10 and ln 100 lie ln(10) / 2 from their mean
  beacon_regularity: {
    acts: at(
      [0, 9, 108, 117, 216].map((offset) => offset * second),
      flow,
    ),
    value: Math.sqrt(0.1),
  },
  udp: { acts: at([0], { ...flow, transport: 'udp' }), value: 1 },
  other_transport: { acts: at([0], { ...flow, transport: 'icmp' }), value: 1 },
  web_port: { acts: at([0], flow), value: 1 },
  name_port: { acts: at([0], { ...flow, destinationPort: 53 }), value: 1 },
  remote_port: { acts: at([0], { ...flow, destinationPort: 3389 }), value: 1 },
  share_port: { acts: at([0], { ...flow, destinationPort: 445 }), value: 1 },
  tunnel_port: { acts: at([0], { ...flow, destinationPort: 1194 }), value: 1 },
} satisfies Record<string, Case>
