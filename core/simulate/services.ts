/** A kind of conversation inside the tunnel. Bytes are medians of log-normal distributions, seconds likewise. */
export interface Service {
  name: ServiceName
  transport: 'tcp' | 'udp'
  port: number
  /** FortiGate's name for it. */
  label: string
  /** Inside the organisation, or out to the internet through the tunnel. */
  inside: boolean
  up: number
  down: number
  sigma: number
  seconds: number
}

export type ServiceName =
  'dns' | 'https' | 'smb' | 'ssh' | 'rdp' | 'git' | 'db' | 'ldap' | 'intranet' | 'backup'

/** Volumes are this simulator's own assumptions; their order of magnitude follows the protocols' usual use. */
export const services: Readonly<Record<ServiceName, Service>> = {
  dns: {
    name: 'dns',
    transport: 'udp',
    port: 53,
    label: 'DNS',
    inside: true,
    up: 70,
    down: 160,
    sigma: 0.4,
    seconds: 0.05,
  },
  https: {
    name: 'https',
    transport: 'tcp',
    port: 443,
    label: 'HTTPS',
    inside: false,
    up: 9_000,
    down: 60_000,
    sigma: 1.6,
    seconds: 45,
  },
  smb: {
    name: 'smb',
    transport: 'tcp',
    port: 445,
    label: 'SMB',
    inside: true,
    up: 60_000,
    down: 700_000,
    sigma: 1.7,
    seconds: 300,
  },
  ssh: {
    name: 'ssh',
    transport: 'tcp',
    port: 22,
    label: 'SSH',
    inside: true,
    up: 25_000,
    down: 90_000,
    sigma: 1.4,
    seconds: 900,
  },
  rdp: {
    name: 'rdp',
    transport: 'tcp',
    port: 3389,
    label: 'RDP',
    inside: true,
    up: 900_000,
    down: 12_000_000,
    sigma: 1.0,
    seconds: 2400,
  },
  git: {
    name: 'git',
    transport: 'tcp',
    port: 9418,
    label: 'GIT',
    inside: true,
    up: 30_000,
    down: 900_000,
    sigma: 1.8,
    seconds: 8,
  },
  db: {
    name: 'db',
    transport: 'tcp',
    port: 5432,
    label: 'PostgreSQL',
    inside: true,
    up: 20_000,
    down: 250_000,
    sigma: 1.5,
    seconds: 400,
  },
  ldap: {
    name: 'ldap',
    transport: 'tcp',
    port: 389,
    label: 'LDAP',
    inside: true,
    up: 1_500,
    down: 6_000,
    sigma: 0.6,
    seconds: 2,
  },
  intranet: {
    name: 'intranet',
    transport: 'tcp',
    port: 443,
    label: 'HTTPS',
    inside: true,
    up: 12_000,
    down: 120_000,
    sigma: 1.3,
    seconds: 30,
  },
  backup: {
    name: 'backup',
    transport: 'tcp',
    port: 873,
    label: 'RSYNC',
    inside: true,
    up: 250_000_000,
    down: 2_000_000,
    sigma: 0.8,
    seconds: 1500,
  },
}

/** Internal servers by service; the third octet is the VLAN. */
export const servers: Readonly<Record<ServiceName, readonly string[]>> = {
  dns: hosts('10.1.1', 10, 2),
  ldap: hosts('10.1.1', 20, 2),
  smb: hosts('10.1.10', 11, 8),
  intranet: hosts('10.1.15', 10, 6),
  db: hosts('10.1.20', 21, 6),
  git: hosts('10.1.30', 10, 2),
  rdp: hosts('10.1.40', 31, 24),
  ssh: hosts('10.1.50', 11, 40),
  backup: hosts('10.1.60', 10, 2),
  https: [
    '13.107.6.152',
    '13.107.42.14',
    '13.107.136.9',
    '20.190.159.2',
    '40.126.31.67',
    '52.96.165.2',
    '52.97.201.210',
    '52.112.120.8',
    '52.123.128.14',
    '104.16.132.229',
    '104.18.32.47',
    '136.146.17.12',
    '140.82.121.4',
    '140.82.112.26',
    '142.250.185.78',
    '142.250.74.110',
    '151.101.1.140',
    '170.114.52.2',
    '172.217.16.195',
    '185.199.108.133',
    '3.120.18.22',
    '18.184.99.131',
    '34.107.221.82',
    '99.86.4.33',
  ],
}

/** What is asked of the resolvers on an ordinary day. */
export const queryNames = [
  'outlook.office365.com',
  'login.microsoftonline.com',
  'teams.microsoft.com',
  'graph.microsoft.com',
  'www.google.com',
  'mail.google.com',
  'github.com',
  'api.github.com',
  'slack.com',
  'zoom.us',
  'salesforce.com',
  'files.corp.example',
  'intranet.corp.example',
  'git.corp.example',
  'dc1.corp.example',
  'time.corp.example',
  'wiki.corp.example',
  'jira.corp.example',
] as const

function hosts(network: string, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${network}.${first + i}`)
}
