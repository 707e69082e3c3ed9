import { expect, test } from 'vitest'
import type { Event } from '../event/event.ts'
import { flowRole } from './flow-role.ts'

const ends = { '@timestamp': 0, 'source.ip': '192.0.2.7', 'destination.ip': '10.0.0.9' }

test.each<[string | undefined, Partial<Event>]>([
  ['whole', { 'event.dataset': 'zscaler_zia.firewall', 'event.type': ['info'] }],
  ['whole', { 'event.dataset': 'zscaler_zpa.user_activity', 'event.category': ['iam'], 'event.end': 1 }],
  [undefined, { 'event.dataset': 'zscaler_zpa.user_activity', 'event.category': ['iam'] }],
  [undefined, { 'event.dataset': 'zscaler_zia.web', 'event.category': ['web'], 'event.type': ['info'] }],
  ['whole', { 'event.category': ['network'], 'event.type': ['connection'] }],
  [undefined, { 'event.category': ['network'], 'event.type': ['info'] }],
])('%s: %j', (role, event) => {
  expect(flowRole({ ...ends, ...event })).toBe(role)
})
