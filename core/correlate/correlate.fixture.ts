import type { Alert } from '../detect/alert.ts'
import { severityOf } from '../detect/severity.ts'
import { hour } from '../event/time-units.ts'

export const monday = Date.UTC(2026, 2, 2, 8)
export { hour }

type AlertParts = Partial<Omit<Alert, 'entities'>> & { entities?: Partial<Alert['entities']> }

let serial = 0
/** A low alert on which two detectors agree, with nothing in it but `parts`. */
export function createAlert(parts: AlertParts = {}): Alert {
  serial += 1
  const score = parts.score ?? 30
  const { entities, ...rest } = parts
  return {
    id: `alert${String(serial).padStart(4, '0')}`,
    time: monday,
    title: 'Something',
    score,
    confidence: 0.5,
    severity: severityOf(score),
    detectors: { iforest: 0.995, ocsvm: 0.995, lof: 0, lstm: 0 },
    signals: [],
    techniques: [],
    reasons: [],
    events: [],
    originals: [],
    entities: {
      users: [],
      sourceIps: [],
      assignedIps: [],
      destinations: [],
      devices: [],
      countries: [],
      ...entities,
    },
    ...rest,
  }
}

export function spray(time: number, source: string, users: string[], parts: AlertParts = {}): Alert {
  return createAlert({
    time,
    title: `Password spray from ${source} against ${users.length} accounts`,
    signals: ['password-spray'],
    techniques: ['T1110.003'],
    score: 45,
    gateway: 'vpn1',
    entities: { users, sourceIps: [source] },
    ...parts,
  })
}

export function deed(
  time: number,
  user: string,
  signal: string,
  technique: string,
  parts: AlertParts = {},
): Alert {
  return createAlert({
    time,
    title: `${user} did ${signal}`,
    signals: [signal],
    techniques: [technique],
    score: 45,
    ...parts,
    entities: { users: [user], ...parts.entities },
  })
}
