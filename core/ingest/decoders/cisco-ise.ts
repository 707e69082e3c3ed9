import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { toCount } from '../field-map.ts'
import {
  accountingCodes,
  acceptedCodes,
  administratorCodes,
  refusedCodes,
} from './cisco-ise/categories.data.ts'
import { classifyIse } from './cisco-ise/classify.ts'
import { readDetails } from './cisco-ise/details.ts'
import { readIseHead } from './cisco-ise/head.ts'
import type { IseHead } from './cisco-ise/head.ts'
import { IseSegments } from './cisco-ise/segments.ts'
import { applyAttributes, setAccountingStep, setStep } from './radius/attributes.ts'
import type { Attributes } from './radius/attributes.ts'

export const ciscoIse: Decoder = {
  name: 'cisco-ise',
  title: 'Cisco Identity Services Engine (syslog)',
  sniff,
  open,
}

function sniff(line: string): number {
  const at = line.charCodeAt(0) === 123 ? -1 : line.slice(0, 400).indexOf('CISE_')
  return at >= 0 && /^CISE_\w+ \d+ \d+ \d+ /.test(line.slice(at, at + 100)) ? 0.98 : 0
}

function open(context: DecodeContext): DecodeLine {
  const segments = new IseSegments()
  return (line) => {
    const head = readIseHead(line, context)
    if (head === undefined)
      return line.trim() === '' ? undefined : new Reject('no ISE message (CISE_Category id segments segment)')
    if (Number.isNaN(head.time)) return new Reject('no time in the line')
    const details = readDetails(line, head.at)
    const message = segments.add(head, details)
    if (message === undefined) return createEvent(head, details)
    const { code, severity, description } = message
    const event = createEvent({ ...head, code, severity, description }, message.details)
    setPerson(event, head.category, code, message.details)
    return event
  }
}

function createEvent(head: IseHead, details: Attributes): Event {
  const event: Event = {
    '@timestamp': head.time,
    message: head.description,
    'event.kind': 'event',
    'observer.product': 'ISE',
    'observer.vendor': 'Cisco',
  }
  const { category, type } = classifyIse(head.category, head.code)
  if (category.length > 0) event['event.category'] = category
  if (type.length > 0) event['event.type'] = type
  const action = actionOf(head)
  if (action !== '') event['event.action'] = action
  if (head.code !== '') event['event.code'] = head.code
  if (head.severity !== '') event['log.level'] = head.severity.toLowerCase()
  if (head.host !== '') event['observer.hostname'] = head.host
  if (head.priority >= 0) event['log.syslog.priority'] = head.priority
  setNames(event, head.category, details)
  return event
}

function actionOf({ category, description }: IseHead): string {
  if (category === 'System_Statistics') return 'system-stats'
  const colon = description.indexOf(':')
  return (colon < 0 ? description : description.slice(0, colon)).trim().toLowerCase()
}

function setNames(event: Event, category: string, details: Attributes): void {
  const user =
    details.get('username') ??
    details.get('user-name') ??
    details.get('user') ??
    details.get('adminname') ??
    details.get('originalusername')
  if (user !== undefined) event['user.name'] = user
  const client = details.get('device ip address') ?? details.get('adminipaddress')
  if (client !== undefined && isAddress(client)) event['client.ip'] = client
  const address = details.get('ipaddress')
  if (address !== undefined && isAddress(address)) {
    if (category === 'Administrative_and_Operational_Audit') event['host.ip'] = address
    else event['source.ip'] = address
  }
  const destination = details.get('destinationipaddress') ?? details.get('remote-address')
  if (destination !== undefined && isAddress(destination)) event['destination.ip'] = destination
  const port = toCount(details.get('destinationport'))
  if (port !== undefined) event['destination.port'] = port
  const protocol = details.get('protocol')
  if (protocol !== undefined) event['network.protocol'] = protocol.toLowerCase()
  const reason = details.get('failurereason')
  if (reason !== undefined) event['event.reason'] = reason
}

/** Of whole messages alone, so that one that was cut in two is one step, with what all its segments say. */
function setPerson(event: Event, category: string, code: string, details: Attributes): void {
  switch (category) {
    case 'RADIUS_Accounting': {
      applyAttributes(event, details)
      setAccountingStep(event, details)
      const status = accountingCodes.get(code)
      if (event['vpn.step'] === undefined && status !== undefined)
        setAccountingStep(event, new Map([['acct-status-type', status]]))
      return
    }
    case 'Passed_Authentications':
      if (acceptedCodes.has(code)) setAttempt(event, 'success', details)
      return
    case 'Failed_Attempts':
      if (refusedCodes.has(code)) setAttempt(event, 'failure', details)
      return
    case 'Administrative_and_Operational_Audit':
      return setAdministrator(event, code, details)
    default:
  }
}

/** Who works on ISE itself is no remote access; its sign-ins are evidence all the same. */
function setAdministrator(event: Event, code: string, details: Attributes): void {
  const outcome = administratorCodes.get(code)
  if (outcome === undefined) return
  event['event.outcome'] = outcome
  event['event.category'] ??= ['authentication']
  const address = details.get('adminipaddress')
  if (address !== undefined && isAddress(address)) event['source.ip'] = address
}

function setAttempt(event: Event, outcome: 'success' | 'failure', details: Attributes): void {
  event['event.outcome'] = outcome
  applyAttributes(event, details)
  // An operator's login at a network device is no remote access.
  if (event['network.protocol'] !== 'tacacs') setStep(event, 'attempt')
}
