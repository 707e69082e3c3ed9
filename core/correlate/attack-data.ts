import type { Technique } from './incident.ts'

/**
 * The techniques our signals name, from MITRE ATT&CK for Enterprise, version 17.1. Each stands under the one tactic it
 * serves in an attack through a VPN.
 *
 * © 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.
 */
export const techniques: readonly Technique[] = [
  { id: 'T1110', name: 'Brute Force', tactic: 'Credential Access' },
  { id: 'T1110.001', name: 'Brute Force: Password Guessing', tactic: 'Credential Access' },
  { id: 'T1110.003', name: 'Brute Force: Password Spraying', tactic: 'Credential Access' },
  { id: 'T1110.004', name: 'Brute Force: Credential Stuffing', tactic: 'Credential Access' },
  { id: 'T1539', name: 'Steal Web Session Cookie', tactic: 'Credential Access' },
  {
    id: 'T1621',
    name: 'Multi-Factor Authentication Request Generation',
    tactic: 'Credential Access',
  },
  { id: 'T1078', name: 'Valid Accounts', tactic: 'Initial Access' },
  { id: 'T1133', name: 'External Remote Services', tactic: 'Initial Access' },
  {
    id: 'T1550.004',
    name: 'Use Alternate Authentication Material: Web Session Cookie',
    tactic: 'Defense Evasion',
  },
  { id: 'T1190', name: 'Exploit Public-Facing Application', tactic: 'Initial Access' },
  { id: 'T1136.001', name: 'Create Account: Local Account', tactic: 'Persistence' },
  { id: 'T1098', name: 'Account Manipulation', tactic: 'Persistence' },
  { id: 'T1098.005', name: 'Account Manipulation: Device Registration', tactic: 'Persistence' },
  { id: 'T1556', name: 'Modify Authentication Process', tactic: 'Persistence' },
  {
    id: 'T1556.006',
    name: 'Modify Authentication Process: Multi-Factor Authentication',
    tactic: 'Persistence',
  },
  { id: 'T1562', name: 'Impair Defenses', tactic: 'Defense Evasion' },
  {
    id: 'T1562.004',
    name: 'Impair Defenses: Disable or Modify System Firewall',
    tactic: 'Defense Evasion',
  },
  { id: 'T1601', name: 'Modify System Image', tactic: 'Defense Evasion' },
  {
    id: 'T1602.002',
    name: 'Data from Configuration Repository: Network Device Configuration Dump',
    tactic: 'Collection',
  },
  { id: 'T1039', name: 'Data from Network Shared Drive', tactic: 'Collection' },
  { id: 'T1213', name: 'Data from Information Repositories', tactic: 'Collection' },
  { id: 'T1018', name: 'Remote System Discovery', tactic: 'Discovery' },
  { id: 'T1046', name: 'Network Service Discovery', tactic: 'Discovery' },
  { id: 'T1021', name: 'Remote Services', tactic: 'Lateral Movement' },
  { id: 'T1021.001', name: 'Remote Services: Remote Desktop Protocol', tactic: 'Lateral Movement' },
  { id: 'T1021.002', name: 'Remote Services: SMB/Windows Admin Shares', tactic: 'Lateral Movement' },
  { id: 'T1021.004', name: 'Remote Services: SSH', tactic: 'Lateral Movement' },
  { id: 'T1021.006', name: 'Remote Services: Windows Remote Management', tactic: 'Lateral Movement' },
  { id: 'T1210', name: 'Exploitation of Remote Services', tactic: 'Lateral Movement' },
  { id: 'T1090', name: 'Proxy', tactic: 'Command and Control' },
  { id: 'T1090.003', name: 'Proxy: Multi-hop Proxy', tactic: 'Command and Control' },
  { id: 'T1095', name: 'Non-Application Layer Protocol', tactic: 'Command and Control' },
  { id: 'T1071', name: 'Application Layer Protocol', tactic: 'Command and Control' },
  { id: 'T1071.004', name: 'Application Layer Protocol: DNS', tactic: 'Command and Control' },
  { id: 'T1572', name: 'Protocol Tunneling', tactic: 'Command and Control' },
  { id: 'T1573', name: 'Encrypted Channel', tactic: 'Command and Control' },
  { id: 'T1048', name: 'Exfiltration Over Alternative Protocol', tactic: 'Exfiltration' },
  { id: 'T1567', name: 'Exfiltration Over Web Service', tactic: 'Exfiltration' },
]

/**
 * Tactics in the order an attack through a VPN runs. ATT&CK lists Credential Access after Initial Access; here
 * passwords are attacked from outside before anyone is in, so it comes first.
 */
export const killChain: readonly string[] = [
  'Reconnaissance',
  'Resource Development',
  'Credential Access',
  'Initial Access',
  'Execution',
  'Persistence',
  'Privilege Escalation',
  'Defense Evasion',
  'Discovery',
  'Lateral Movement',
  'Collection',
  'Command and Control',
  'Exfiltration',
  'Impact',
]

const byId = new Map(techniques.map((technique) => [technique.id, technique]))

/** undefined for an id that no signal of ours names. */
export function techniqueOf(id: string): Technique | undefined {
  return byId.get(id)
}
