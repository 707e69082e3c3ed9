import type { VpnStep } from '../../../event/event.ts'

interface ConcentratorMessage {
  /** `CLASS/number`. */
  id: string
  step: VpnStep
  outcome?: 'success' | 'failure'
  category: 'authentication' | 'session'
  texts: readonly string[]
}

const person = 'Group [[{group}] User [[{user}]'

/** After Cisco's "VPN 3000 Series Concentrator Reference", events of the classes AUTH and IKE. */
export const concentratorMessages: readonly ConcentratorMessage[] = [
  {
    id: 'AUTH/4',
    step: 'attempt',
    outcome: 'success',
    category: 'authentication',
    texts: ['Authentication successful: handle = {}, server = {aaa-server}, user = {user}'],
  },
  {
    id: 'AUTH/5',
    step: 'attempt',
    outcome: 'failure',
    category: 'authentication',
    texts: [
      'Authentication rejected: Reason = {reason} handle = {}, server = {aaa-server}, user = {user}, domain = {}',
      'Authentication rejected: Reason = {reason} handle = {}, server = {aaa-server}, user = {user}',
    ],
  },
  {
    id: 'AUTH/22',
    step: 'start',
    outcome: 'success',
    category: 'session',
    texts: ['User [[{user}] Group [[{group}] connected, Session Type: {tunnel}'],
  },
  {
    id: 'AUTH/28',
    step: 'end',
    category: 'session',
    texts: [
      'User [[{user}] Group [[{group}] disconnected: Session Type: {tunnel} Duration: {session-duration} Bytes xmt: {xmt} Bytes rcv: {rcv} Reason: {disconnect-reason}',
      'User [[{user}] Group [[{group}] disconnected: Session Type: {tunnel}, Duration: {session-duration}, Bytes xmt: {xmt}, Bytes rcv: {rcv}, Reason: {disconnect-reason}',
      'User [[{user}] Group [[{group}] disconnected: {disconnect-reason}',
    ],
  },
  {
    id: 'IKE/25',
    step: 'assign',
    category: 'session',
    texts: [`${person} Assigned private IP address {assigned} to remote user`],
  },
  {
    id: 'IKE/52',
    step: 'attempt',
    outcome: 'success',
    category: 'authentication',
    texts: [`${person} User ({}) authenticated`],
  },
]
