import type { Act } from './act.ts'

/**
 * An act with every field present, so that all acts share one hidden class: text '' and numbers NaN where nothing
 * is known, ports 0, `outcome` unknown. `partial` overrides.
 */
export function createAct(partial: Partial<Act> = {}): Act {
  const act: Act = {
    id: '',
    kind: 'flow',
    time: 0,
    outcome: 'unknown',
    user: '',
    sourceIp: '',
    sourcePort: 0,
    destinationIp: '',
    destinationPort: 0,
    transport: '',
    service: '',
    place: undefined,
    network: undefined,
    destinationPlace: undefined,
    gateway: '',
    group: '',
    tunnelType: '',
    assignedIp: '',
    sessionId: '',
    authMethod: '',
    mfa: '',
    reason: '',
    deviceId: '',
    clientOs: '',
    clientVersion: '',
    bytesUp: NaN,
    bytesDown: NaN,
    bytesTotal: NaN,
    packets: NaN,
    duration: NaN,
    session: undefined,
    notice: undefined,
    places: [],
    originals: [],
  }
  return Object.assign(act, partial)
}
