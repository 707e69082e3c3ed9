import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { addressOf, countOf, setConnection, setCounters, setProtocol, setUser } from './fields.ts'
import type { Pairs } from './pairs.ts'
import { challenge, isSecondFactor, readVpn } from './vpn.ts'

const logons = new Set(['FSSO-logon', 'auth-logon'])
/** What an administrator did to the object that `cfgpath` names, in ECS. */
const configurationTypes = new Map([
  ['add', 'creation'],
  ['delete', 'deletion'],
])
const logoffs = new Set(['FSSO-logoff', 'auth-logout'])

/** `type=event`: VPN, authentication of users and administrators, changes and health of the system. */
export function readSystemEvent(event: Event, pairs: Pairs): void {
  const action = pairs.get('action')
  const subtype = pairs.get('subtype')
  const category: string[] = []
  const type: string[] = []
  event['event.action'] = pairs.get('eventtype') ?? action
  setOutcome(event, pairs)
  if (action !== undefined && logons.has(action)) type.push('start')
  if (action !== undefined && logoffs.has(action)) type.push('end')
  if (subtype === 'vpn') {
    category.push('network')
    type.push('connection')
  }
  if (action === 'perf-stats') {
    category.push('host')
    type.push('info')
  }
  if (subtype === 'update') {
    category.push('host', 'malware')
    type.push('info')
  }
  if (subtype === 'user') category.push('authentication')
  const message = (pairs.get('msg') ?? '').toLowerCase()
  const isConfiguration = pairs.has('cfgpath') || isDownload(pairs, message)
  if (isConfiguration) {
    category.push('configuration')
    type.push(configurationTypes.get((action ?? '').toLowerCase()) ?? 'change')
  }
  const isLogin = message.includes('login') || message.includes('logged in')
  if (isLogin) {
    event['event.action'] = 'login'
    if (!category.includes('authentication')) category.push('authentication')
  }
  if (category.length > 0) event['event.category'] = category
  if (type.length > 0) event['event.type'] = type
  setCounters(event, pairs)
  if (subtype === 'vpn') {
    setProtocol(event, pairs)
    readVpn(event, pairs)
  } else {
    setConnection(event, pairs)
    if (isLogin || isConfiguration) setAdministrator(event, pairs)
    if (subtype === 'user') setUserStep(event, pairs)
  }
  const domain = pairs.get('hostname')
  const path = pairs.get('url')
  if (domain !== undefined) event['url.domain'] = domain
  if (path !== undefined) event['url.path'] = path
}

/** The whole configuration left the device. */
function isDownload(pairs: Pairs, message: string): boolean {
  const isFile = message.includes('config') && (message.includes('download') || message.includes('backup'))
  return isFile && pairs.get('subtype') === 'system' && pairs.has('user')
}

function setOutcome(event: Event, pairs: Pairs): void {
  const result = pairs.get('result')
  const status = (pairs.get('status') ?? '').toLowerCase()
  const action = pairs.get('action') ?? ''
  if (result === 'ERROR' || status === 'negotiate_error' || status.startsWith('fail'))
    event['event.outcome'] = 'failure'
  if (result === 'OK' || status === 'success' || logons.has(action) || logoffs.has(action))
    event['event.outcome'] = 'success'
}

/** `ui="ssh(192.0.2.7)"` names where an administrator came from when `srcip` does not. */
function setAdministrator(event: Event, pairs: Pairs): void {
  setUser(event, pairs.get('user'))
  if (event['source.ip'] !== undefined) return
  for (const key of ['ui', 'userfrom']) {
    const text = pairs.get(key) ?? ''
    const address = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'))
    if (isAddress(address)) {
      event['source.ip'] = address
      return
    }
  }
  const port = countOf(pairs, 'remote_port')
  if (port !== undefined) event['source.port'] = port
}

/** A credential check at the gateway counts as an attempt; learned logons (FSSO) do not. */
function setUserStep(event: Event, pairs: Pairs): void {
  const action = pairs.get('action')
  if (isSecondFactor(pairs)) event['vpn.step'] = challenge(event, pairs)
  else if (action === 'authentication' && event['event.outcome'] !== undefined) event['vpn.step'] = 'attempt'
  else return
  const source = addressOf(pairs, 'srcip')
  const gateway = pairs.get('devname')
  const group = pairs.get('group')
  if (source !== undefined) event['client.ip'] = source
  if (gateway !== undefined) event['vpn.gateway'] = gateway
  if (group !== undefined) event['vpn.group'] = group
}
