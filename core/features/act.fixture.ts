import type { Act } from '../event/act.ts'
import { createAct } from '../event/create-act.ts'

/** A sign-in of `ada` from Berlin on Monday 2026-03-02 at 09:00 UTC, for tests to vary. */
export function actOf(change: Partial<Act> = {}): Act {
  return createAct({
    id: 'test#0',
    kind: 'start',
    time: Date.UTC(2026, 2, 2, 9),
    outcome: 'success',
    user: 'ada',
    sourceIp: '198.51.100.7',
    place: { country: 'DE', city: 'Berlin', latitude: 52.52, longitude: 13.405 },
    network: { number: 3320, name: 'Deutsche Telekom', kind: 'isp' },
    gateway: 'gw1',
    group: 'staff',
    assignedIp: '10.0.0.5',
    sessionId: 's1',
    authMethod: 'cert',
    deviceId: 'laptop-1',
    clientOs: 'Windows 11',
    clientVersion: '5.1',
    ...change,
  })
}
