import type { VpnStep } from '../../../event/event.ts'

/** What an event id stands for in ECS; the actions are those of Winlogbeat's security module. */
export interface WindowsEvent {
  action: string
  category: readonly string[]
  type: readonly string[]
  /** `status`: 0 in its `Status` is a success. */
  outcome?: 'success' | 'failure' | 'status'
  step?: VpnStep
  /** Whose account it is about. */
  person: 'target' | 'subject'
  /** Part of the provider's name, for ids that others use too. */
  provider?: string
}

const authentication = ['authentication']
const session = ['authentication', 'session']
const start = ['start']
const end = ['end']

/**
 * Security auditing (https://learn.microsoft.com/windows/security/threat-protection/auditing/), Network Policy Server
 * (6272 to 6278), Terminal Services. Those of Routing and Remote Access are read by `remote-access.ts`.
 */
export const windowsEvents: ReadonlyMap<string, WindowsEvent> = new Map<string, WindowsEvent>([
  [
    '4624',
    {
      action: 'logged-in',
      category: authentication,
      type: start,
      outcome: 'success',
      step: 'attempt',
      person: 'target',
    },
  ],
  [
    '4625',
    {
      action: 'logon-failed',
      category: authentication,
      type: start,
      outcome: 'failure',
      step: 'attempt',
      person: 'target',
    },
  ],
  ['4634', { action: 'logged-out', category: session, type: end, person: 'target' }],
  ['4647', { action: 'logged-out', category: session, type: end, person: 'target' }],
  [
    '4648',
    {
      action: 'logged-in-explicit',
      category: authentication,
      type: start,
      outcome: 'success',
      person: 'subject',
    },
  ],
  [
    '4768',
    {
      action: 'kerberos-authentication-ticket-requested',
      category: authentication,
      type: start,
      outcome: 'status',
      step: 'attempt',
      person: 'target',
    },
  ],
  [
    '4769',
    {
      action: 'kerberos-service-ticket-requested',
      category: authentication,
      type: ['info'],
      outcome: 'status',
      person: 'target',
    },
  ],
  [
    '4771',
    {
      action: 'kerberos-preauth-failed',
      category: authentication,
      type: start,
      outcome: 'failure',
      step: 'attempt',
      person: 'target',
    },
  ],
  [
    '4776',
    {
      action: 'credential-validated',
      category: authentication,
      type: start,
      outcome: 'status',
      step: 'attempt',
      person: 'target',
    },
  ],
  [
    '4740',
    { action: 'locked-out-user-account', category: ['iam'], type: ['user', 'change'], person: 'target' },
  ],
  [
    '4720',
    { action: 'added-user-account', category: ['iam'], type: ['user', 'creation'], person: 'subject' },
  ],
  [
    '4726',
    { action: 'deleted-user-account', category: ['iam'], type: ['user', 'deletion'], person: 'subject' },
  ],
  ['4724', { action: 'reset-password', category: ['iam'], type: ['user', 'change'], person: 'subject' }],
  [
    '4728',
    { action: 'added-member-to-group', category: ['iam'], type: ['group', 'change'], person: 'subject' },
  ],
  [
    '4732',
    { action: 'added-member-to-group', category: ['iam'], type: ['group', 'change'], person: 'subject' },
  ],
  [
    '4756',
    { action: 'added-member-to-group', category: ['iam'], type: ['group', 'change'], person: 'subject' },
  ],
  ['1102', { action: 'audit-log-cleared', category: ['iam'], type: ['admin', 'change'], person: 'subject' }],
  [
    '6272',
    {
      action: 'nps-granted',
      category: authentication,
      type: ['allowed'],
      outcome: 'success',
      step: 'attempt',
      person: 'subject',
    },
  ],
  [
    '6273',
    {
      action: 'nps-denied',
      category: authentication,
      type: ['denied'],
      outcome: 'failure',
      step: 'attempt',
      person: 'subject',
    },
  ],
  [
    '6274',
    {
      action: 'nps-discarded',
      category: authentication,
      type: ['info'],
      outcome: 'failure',
      person: 'subject',
    },
  ],
  [
    '6275',
    { action: 'nps-discarded', category: ['session'], type: ['info'], outcome: 'failure', person: 'subject' },
  ],
  ['6276', { action: 'nps-quarantined', category: authentication, type: ['info'], person: 'subject' }],
  [
    '6277',
    {
      action: 'nps-probation',
      category: authentication,
      type: ['allowed'],
      outcome: 'success',
      person: 'subject',
    },
  ],
  [
    '6278',
    {
      action: 'nps-full-access',
      category: authentication,
      type: ['allowed'],
      outcome: 'success',
      step: 'attempt',
      person: 'subject',
    },
  ],
  [
    '1149',
    {
      action: 'rdp-authenticated',
      category: authentication,
      type: ['info'],
      outcome: 'success',
      step: 'attempt',
      person: 'target',
      provider: 'TerminalServices',
    },
  ],
  [
    '21',
    {
      action: 'rdp-session-logon',
      category: session,
      type: start,
      outcome: 'success',
      step: 'start',
      person: 'target',
      provider: 'TerminalServices',
    },
  ],
  [
    '23',
    {
      action: 'rdp-session-logoff',
      category: session,
      type: end,
      step: 'end',
      person: 'target',
      provider: 'TerminalServices',
    },
  ],
  [
    '24',
    {
      action: 'rdp-session-disconnected',
      category: session,
      type: end,
      step: 'end',
      person: 'target',
      provider: 'TerminalServices',
    },
  ],
  [
    '25',
    {
      action: 'rdp-session-reconnected',
      category: session,
      type: start,
      outcome: 'success',
      step: 'start',
      person: 'target',
      provider: 'TerminalServices',
    },
  ],
])

/** Logon types (4624): only these tell that a person or a machine in a person's name came; 0, 4 and 5 are the system's own. */
export const logonTypes: ReadonlyMap<string, string> = new Map([
  ['2', 'interactive'],
  ['3', 'network'],
  ['7', 'unlock'],
  ['8', 'network-cleartext'],
  ['9', 'new-credentials'],
  ['10', 'remote-interactive'],
  ['11', 'cached-interactive'],
  ['12', 'cached-remote-interactive'],
  ['13', 'cached-unlock'],
])

/** Reasons of a refusal: NTSTATUS (MS-ERREF 2.3.1) of 4625 and 4776, Kerberos errors (RFC 4120, 7.5.9) of 4768 and 4771. */
export const reasons: ReadonlyMap<string, string> = new Map([
  ['0xc0000064', 'no such user'],
  ['0xc000006a', 'wrong password'],
  ['0xc000006d', 'bad user name or password'],
  ['0xc000006e', 'account restriction'],
  ['0xc000006f', 'outside of permitted hours'],
  ['0xc0000070', 'workstation not permitted'],
  ['0xc0000071', 'password expired'],
  ['0xc0000072', 'account disabled'],
  ['0xc00000dc', 'domain controller in the wrong state'],
  ['0xc0000133', 'clocks out of step'],
  ['0xc000015b', 'logon type not granted'],
  ['0xc000018c', 'trust relationship failed'],
  ['0xc0000192', 'netlogon service not started'],
  ['0xc0000193', 'account expired'],
  ['0xc0000224', 'password must be changed'],
  ['0xc0000234', 'account locked'],
  ['0xc0000413', 'authentication firewall'],
  ['0x6', 'no such user'],
  ['0x7', 'no such service'],
  ['0xc', 'workstation or hours not permitted'],
  ['0x12', 'account disabled, expired or locked'],
  ['0x17', 'password expired'],
  ['0x18', 'wrong password'],
  ['0x19', 'pre-authentication required'],
  ['0x25', 'clocks out of step'],
])

/** Accounts of Windows itself. */
export const ownAccounts: ReadonlySet<string> = new Set([
  '',
  '-',
  'system',
  'anonymous logon',
  'local service',
  'network service',
  'iusr',
])
