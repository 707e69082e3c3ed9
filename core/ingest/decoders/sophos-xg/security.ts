import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import type { KeyValues } from '../../key-values.ts'
import { setUrl } from '../../url.ts'
import { setFirewall, setSignature, setWaf, setWeb } from './fields.ts'

/** Message ids of floods, spoofing and heartbeat blocks. */
const attackIds = new Set(['03001', '05001', '05151', '00003', '00004'])

const spamIds = new Set('13001 13002 13004 13005 13006 13009 13012 13014 14001 14002 15001 15002'.split(' '))
const cleanMailIds = new Set('13003 13007 13008 13010 13013 14003 15003 18035'.split(' '))
const exploitIds = new Set('06001 06002 07001 07002'.split(' '))
const callHomeIds = new Set(['18009', '18010'])

const denied = ['info', 'denied', 'connection'] as const
const refused = ['denied', 'connection'] as const
const passed = ['allowed', 'connection'] as const

export function readFirewall(event: Event, pairs: KeyValues, id: string): void {
  setFirewall(event, pairs)
  const attack = attackIds.has(id)
  if (attack) event['event.kind'] = 'alert'
  event['event.category'] = attack ? ['intrusion_detection', 'network'] : ['network']
  const stage = pairs.get('connevent') ?? pairs.get('con_event')
  if (pairs.get('status') === 'Deny') event['event.type'] = refused
  else if (stage === 'Start' || stage === 'Interim') event['event.type'] = ['start', ...passed]
  else if (stage === 'Stop') event['event.type'] = ['end', ...passed]
  const connection = pairs.get('connid') ?? pairs.get('con_id')
  if (connection !== undefined && (stage === 'Start' || stage === 'Stop'))
    event['network.flow_id'] = connection
  setDirection(event)
}

const inside = new Set(['LAN', 'DMZ', 'VPN', 'WiFi', 'LOCAL'])

function setDirection(event: Event): void {
  const { 'observer.ingress.zone': from, 'observer.egress.zone': to } = event
  if (from === undefined || to === undefined) return
  if (inside.has(from)) event['network.direction'] = inside.has(to) ? 'internal' : 'outbound'
  else if (from === 'WAN') event['network.direction'] = inside.has(to) ? 'inbound' : 'external'
}

export function readIntrusion(event: Event, pairs: KeyValues, id: string): void {
  setSignature(event, pairs)
  event['event.kind'] = 'alert'
  if (!exploitIds.has(id)) return
  event['event.category'] = ['intrusion_detection', 'network']
  event['event.type'] = refused
}

export function readAdvancedThreat(event: Event, pairs: KeyValues, id: string): void {
  event['event.kind'] = 'alert'
  if (callHomeIds.has(id)) {
    event['event.category'] = ['intrusion_detection', 'network']
    event['event.type'] = refused
  }
  setAddressBar(event, pairs.get('url'))
}

export function readAntivirus(event: Event, pairs: KeyValues, id: string): void {
  setWeb(event, pairs)
  setMailProtocol(event, pairs)
  const virus = pairs.get('log_subtype') === 'Virus'
  if (virus) {
    event['event.kind'] = 'alert'
    event['event.category'] = ['malware', 'network']
    event['event.type'] = denied
  } else if (id === '09002') {
    event['event.category'] = ['network']
    event['event.type'] = passed
  }
  setAddressBar(event, pairs.get('url'))
  const domain = pairs.get('domainname')
  if (domain !== undefined) event['url.domain'] = domain
}

export function readAntispam(event: Event, pairs: KeyValues, id: string): void {
  setMailProtocol(event, pairs)
  const spam = spamIds.has(id)
  if (spam) event['event.kind'] = 'alert'
  if (id === '13012') event['event.category'] = ['intrusion_detection', 'network']
  else event['event.category'] = spam ? ['malware', 'network'] : ['network']
  if (spam) event['event.type'] = denied
  else if (cleanMailIds.has(id)) event['event.type'] = passed
}

export function readContent(event: Event, pairs: KeyValues): void {
  setWeb(event, pairs)
  setBySubtype(event, pairs.get('log_subtype') ?? '')
  const url = pairs.get('url')
  setAddressBar(event, url)
  const domain = pairs.get('domain')
  if (domain !== undefined) event['url.domain'] = domain
  const scheme = event['url.scheme']
  if (scheme !== undefined) event['network.protocol'] = scheme
}

function setBySubtype(event: Event, subtype: string): void {
  const refusal = subtype === 'Denied'
  if (refusal) event['event.kind'] = 'alert'
  event['event.category'] = refusal ? ['malware', 'network'] : ['network']
  if (refusal) event['event.type'] = denied
  else if (subtype === 'Allowed' || subtype === 'Warned') event['event.type'] = passed
}

export function readSandbox(event: Event, pairs: KeyValues): void {
  setWeb(event, pairs)
  const subtype = pairs.get('log_subtype') ?? ''
  const reason = pairs.get('reason')
  setBySubtype(event, subtype)
  const stage = reason === 'pending' ? ['start'] : reason === 'eligible' ? ['end'] : []
  if (subtype === 'Denied') event['event.type'] = refused
  else if (subtype === 'Allowed') event['event.type'] = ['allowed', ...stage, 'connection']
  else if (stage.length > 0) event['event.type'] = [...stage, 'connection']
  const source = pairs.get('source')
  if (source === undefined || pairs.get('log_component') !== 'Web') return
  event['url.domain'] = source
  if (isAddress(source)) event['destination.ip'] = source
  else event['destination.domain'] = source
}

export function readWaf(event: Event, pairs: KeyValues): void {
  setWaf(event, pairs)
  const reason = pairs.get('reason')
  event['event.action'] = 'denied'
  event['event.kind'] = 'alert'
  event['event.category'] = [reason === 'Antivirus' ? 'malware' : 'intrusion_detection', 'network']
  event['event.type'] = refused
  if (reason === undefined) delete event['event.outcome']
  else event['event.outcome'] = 'success'
}

/** A URL with scheme is taken apart; what has none (an address, a path) stays as it is. */
function setAddressBar(event: Event, url: string | undefined): void {
  if (url === undefined) return
  if (!url.includes('://')) {
    event['url.original'] = url
    return
  }
  setUrl(event, url)
  event['url.full'] = url
}

const mailProtocols = new Map([['pops', 'pop3s']])

function setMailProtocol(event: Event, pairs: KeyValues): void {
  const component = pairs.get('log_component')?.toLowerCase()
  if (component !== undefined) event['network.protocol'] = mailProtocols.get(component) ?? component
}
