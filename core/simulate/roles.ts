import type { ServiceName } from './services.ts'

/**
 * How people of one kind work. Hours are local clock hours; volumes are medians in MB per hour of session, drawn
 * log-normally; `flows` scales the mean number of flows of a session. All figures are assumptions of this simulator
 * about a European mid-size company; none is derived from a detector or its thresholds.
 */
export interface Role {
  name: RoleName
  share: number
  group: string
  /** Chance that a workday is worked from home. */
  remote: number
  start: number
  hours: number
  hoursDeviation: number
  weekend: number
  /** Chance that a session runs over a phone. */
  mobile: number
  /** Trips in 30 days. */
  trips: number
  /** Chance of a bulk job in the night after a workday. */
  night: number
  upload: number
  download: number
  sigma: number
  flows: number
  services: readonly (readonly [ServiceName, number])[]
}

type RoleName = 'office' | 'engineer' | 'sales' | 'support' | 'contractor' | 'executive' | 'admin' | 'service'

export const roles: readonly Role[] = [
  {
    name: 'office',
    share: 0.4,
    group: 'GP-Staff',
    remote: 0.5,
    start: 8.5,
    hours: 7.5,
    hoursDeviation: 0.8,
    weekend: 0.015,
    mobile: 0.03,
    trips: 0.06,
    night: 0,
    upload: 6,
    download: 42,
    sigma: 0.6,
    flows: 1,
    services: [
      ['dns', 22],
      ['https', 50],
      ['smb', 14],
      ['intranet', 10],
      ['ldap', 4],
    ],
  },
  {
    name: 'engineer',
    share: 0.22,
    group: 'GP-Engineering',
    remote: 0.65,
    start: 9.4,
    hours: 8,
    hoursDeviation: 1.2,
    weekend: 0.08,
    mobile: 0.02,
    trips: 0.08,
    night: 0.18,
    upload: 18,
    download: 95,
    sigma: 0.8,
    flows: 1.4,
    services: [
      ['dns', 20],
      ['https', 36],
      ['git', 16],
      ['ssh', 14],
      ['db', 7],
      ['intranet', 7],
    ],
  },
  {
    name: 'sales',
    share: 0.12,
    group: 'GP-Sales',
    remote: 0.6,
    start: 8.6,
    hours: 5,
    hoursDeviation: 1.6,
    weekend: 0.05,
    mobile: 0.22,
    trips: 0.9,
    night: 0,
    upload: 7,
    download: 30,
    sigma: 0.8,
    flows: 0.8,
    services: [
      ['dns', 22],
      ['https', 60],
      ['smb', 8],
      ['intranet', 8],
      ['ldap', 2],
    ],
  },
  {
    name: 'support',
    share: 0.1,
    group: 'GP-Support',
    remote: 0.7,
    start: 6,
    hours: 8,
    hoursDeviation: 0.25,
    weekend: 0.3,
    mobile: 0.01,
    trips: 0,
    night: 0,
    upload: 9,
    download: 55,
    sigma: 0.5,
    flows: 1.2,
    services: [
      ['dns', 20],
      ['https', 40],
      ['rdp', 10],
      ['ssh', 6],
      ['intranet', 18],
      ['ldap', 6],
    ],
  },
  {
    name: 'contractor',
    share: 0.08,
    group: 'GP-Contractor',
    remote: 0.95,
    start: 9.8,
    hours: 4.5,
    hoursDeviation: 1.3,
    weekend: 0.06,
    mobile: 0.05,
    trips: 0.05,
    night: 0.03,
    upload: 8,
    download: 36,
    sigma: 0.9,
    flows: 0.8,
    services: [
      ['dns', 20],
      ['https', 32],
      ['git', 18],
      ['ssh', 14],
      ['intranet', 16],
    ],
  },
  {
    name: 'executive',
    share: 0.03,
    group: 'GP-Executive',
    remote: 0.4,
    start: 7.4,
    hours: 4,
    hoursDeviation: 2,
    weekend: 0.25,
    mobile: 0.3,
    trips: 0.7,
    night: 0,
    upload: 4,
    download: 28,
    sigma: 0.7,
    flows: 0.6,
    services: [
      ['dns', 20],
      ['https', 66],
      ['smb', 6],
      ['intranet', 8],
    ],
  },
  {
    name: 'admin',
    share: 0.03,
    group: 'GP-Admin',
    remote: 0.55,
    start: 8.2,
    hours: 6,
    hoursDeviation: 2,
    weekend: 0.12,
    mobile: 0.04,
    trips: 0.02,
    night: 0.12,
    upload: 10,
    download: 44,
    sigma: 0.9,
    flows: 1.3,
    services: [
      ['dns', 16],
      ['https', 18],
      ['ssh', 30],
      ['rdp', 18],
      ['smb', 8],
      ['ldap', 10],
    ],
  },
  {
    name: 'service',
    share: 0.02,
    group: 'GP-Service',
    remote: 1,
    start: 1.5,
    hours: 2.2,
    hoursDeviation: 0.15,
    weekend: 1,
    mobile: 0,
    trips: 0,
    night: 0,
    upload: 700,
    download: 12,
    sigma: 0.3,
    flows: 0.5,
    services: [
      ['dns', 10],
      ['backup', 70],
      ['ssh', 20],
    ],
  },
]
