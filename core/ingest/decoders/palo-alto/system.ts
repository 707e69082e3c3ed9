import type { Event, VpnStep } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { textAt } from './columns.ts'
import { setSourceUser } from './connection.ts'
import { setSeverity } from './threat.ts'

/** What the id of a `globalprotect` system message ends in tells the step; its prefix names portal or gateway. */
const steps: readonly (readonly [
  suffix: string,
  step: VpnStep,
  outcome: 'success' | 'failure' | undefined,
])[] = [
  ['auth-succ', 'attempt', 'success'],
  ['auth-fail', 'attempt', 'failure'],
  ['regist-succ', 'start', 'success'],
  ['regist-fail', 'attempt', 'failure'],
  ['login-succ', 'start', 'success'],
  ['login-fail', 'attempt', 'failure'],
  ['logout-succ', 'end', undefined],
  ['config-release', 'update', undefined],
  ['switch-to-ssl-succ', 'update', undefined],
]

/** SYSTEM: an event id and a sentence; before PAN-OS 9.1 GlobalProtect was logged here. */
export function readSystem(event: Event, subtype: string, columns: readonly string[]): void {
  event['event.category'] = ['configuration']
  const code = textAt(columns, 1)
  const description = textAt(columns, 7)
  if (code !== undefined) event['event.code'] = code
  setSeverity(event, textAt(columns, 6))
  if (description === undefined) return
  event.message = description
  if (subtype === 'globalprotect' || code?.startsWith('globalprotect') === true) {
    readGlobalProtectSentence(event, code ?? '', description)
  } else if (subtype === 'auth' || code === 'auth-fail' || code === 'auth-success')
    readLogin(event, code ?? '', description)
}

const labels = [
  'Login from: ',
  'Source region: ',
  'User name: ',
  'Private IP: ',
  'Device name: ',
  'Client version: ',
  'Client OS version: ',
  'VPN type: ',
  'Auth type: ',
  'Reason: ',
  'error: ',
]

/** `GlobalProtect gateway user authentication failed. Login from: 192.0.2.7, User name: alice, Reason: …, Auth type: profile.` */
function readGlobalProtectSentence(event: Event, code: string, sentence: string): void {
  setSourceUser(event, labelled(sentence, 'User name: '))
  const outer = labelled(sentence, 'Login from: ')
  const inner = labelled(sentence, 'Private IP: ')
  const device = labelled(sentence, 'Device name: ')
  const version = labelled(sentence, 'Client version: ')
  const system = labelled(sentence, 'Client OS version: ')
  const tunnel = labelled(sentence, 'VPN type: ')
  const method = labelled(sentence, 'Auth type: ')
  const reason = labelled(sentence, 'Reason: ') ?? labelled(sentence, 'error: ')
  if (outer !== undefined && isAddress(outer)) {
    event['source.ip'] = outer
    event['client.ip'] = outer
  }
  if (inner !== undefined && isAddress(inner) && inner !== '0.0.0.0') event['vpn.assigned_ip'] = inner
  if (device !== undefined) event['vpn.device.name'] = device
  if (version !== undefined) event['vpn.client.version'] = version
  if (system !== undefined) event['vpn.client.os'] = system
  if (tunnel !== undefined) event['vpn.tunnel_type'] = tunnel
  if (method !== undefined) event['vpn.auth_method'] = method
  if (reason !== undefined) event['event.reason'] = reason
  const gateway = event['observer.hostname']
  if (gateway !== undefined) event['vpn.gateway'] = gateway
  setStep(event, code)
}

function setStep(event: Event, code: string): void {
  const found = steps.find(([suffix]) => code.endsWith(suffix))
  if (found) {
    event['vpn.step'] = found[1]
    if (found[2] !== undefined) event['event.outcome'] = found[2]
    if (found[1] === 'end' && event['event.reason'] !== undefined)
      event['vpn.disconnect_reason'] = event['event.reason']
  } else if (code.endsWith('config-succ') && event['vpn.assigned_ip'] !== undefined)
    event['vpn.step'] = 'assign'
}

/** The text after a label, up to the next label or the end of the sentence. */
function labelled(sentence: string, label: string): string | undefined {
  const at = sentence.indexOf(label)
  if (at < 0) return undefined
  const start = at + label.length
  let end = sentence.length
  for (const other of labels) {
    const next = sentence.indexOf(`, ${other}`, start)
    if (next >= 0 && next < end) end = next
  }
  const value = sentence.slice(start, end).trim()
  const text = value.endsWith('.') ? value.slice(0, -1) : value
  return text === '' ? undefined : text
}

/** `failed authentication for user 'alice'. Reason: … From: 192.0.2.7.` of administrators and GlobalProtect alike. */
function readLogin(event: Event, code: string, sentence: string): void {
  event['event.outcome'] = code.includes('fail') ? 'failure' : 'success'
  const open = sentence.indexOf("user '")
  const close = open < 0 ? -1 : sentence.indexOf("'", open + 6)
  if (close > 0) setSourceUser(event, sentence.slice(open + 6, close))
  const from = sentence.toLowerCase().lastIndexOf('from: ')
  if (from < 0) return
  const address =
    sentence
      .slice(from + 6)
      .split(' ')[0]
      ?.replace(/[.,]$/, '') ?? ''
  if (isAddress(address)) event['source.ip'] = address
}
