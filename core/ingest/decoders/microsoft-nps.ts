import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { authenticationTypes, reasons } from './microsoft-nps/names.data.ts'
import { readNpsRecord } from './microsoft-nps/record.ts'
import type { NpsRecord } from './microsoft-nps/record.ts'
import { applyAttributes, setAccountingStep, setRadiusUser, setStep } from './radius/attributes.ts'

/** Network Policy Server (formerly IAS) and Routing and Remote Access: DTS-compliant, IAS and database format. */
export const microsoftNps: Decoder = {
  name: 'microsoft-nps',
  title: 'Microsoft NPS and RRAS (RADIUS log)',
  sniff,
  open,
}

/** Requests that wait for their answer. */
const mostRequests = 10_000

/** `Packet-Type`. */
const packets = new Map([
  ['1', 'access-request'],
  ['2', 'access-accept'],
  ['3', 'access-reject'],
  ['4', 'accounting-request'],
  ['5', 'accounting-response'],
  ['11', 'access-challenge'],
])

/** Computer, service and time of the database format; gateway, user, time and service of the IAS format. */
const database = /^"?[^",]{1,64}"?,"(?:IAS|NPS|RAS)",\d\d?\/\d\d?\/\d{4},/
const ias = /^[\da-fA-F.:]{2,45},[^,]{0,256},\d\d?\/\d\d?\/\d{4},\d\d?:\d\d:\d\d,(?:IAS|NPS|RAS),/

function sniff(line: string): number {
  if (line.startsWith('<Event>')) return line.includes('<Packet-Type ') ? 0.98 : 0
  return database.test(line) || ias.test(line) ? 0.95 : 0
}

function open(context: DecodeContext): DecodeLine {
  const requests = new Map<string, Map<string, string>>()
  return (line) => {
    const record = readNpsRecord(line, context)
    if (record === undefined)
      return line.trim() === '' ? undefined : new Reject('no record of NPS (DTS, IAS or database format)')
    if (Number.isNaN(record.time)) return new Reject('no time in the record')
    joinRequest(record, requests)
    return decode(record)
  }
}

/** The answer has not all that the request told; `Class` is the same in both. */
function joinRequest({ attributes }: NpsRecord, requests: Map<string, Map<string, string>>): void {
  const key = attributes.get('class')
  if (key === undefined) return
  switch (attributes.get('packet-type')) {
    case '1':
      requests.delete(key)
      requests.set(key, attributes)
      if (requests.size > mostRequests)
        for (const first of requests.keys()) return void requests.delete(first)
      return
    case '2':
    case '3': {
      const request = requests.get(key)
      if (request === undefined) return
      requests.delete(key)
      for (const [name, value] of request) if (!attributes.has(name)) attributes.set(name, value)
      return
    }
    default:
  }
}

function decode({ time, computer, attributes }: NpsRecord): Event {
  const type = attributes.get('packet-type') ?? ''
  const action = packets.get(type) ?? 'radius'
  const accounting = action.startsWith('accounting')
  const event: Event = {
    '@timestamp': time,
    'event.action': action,
    'event.category': [accounting ? 'session' : 'authentication'],
    'event.kind': 'event',
    'event.type': ['info'],
    'network.protocol': 'radius',
    'observer.product': 'NPS',
    'observer.vendor': 'Microsoft',
  }
  if (type !== '') event['event.code'] = type
  if (computer !== '') event['observer.hostname'] = computer
  const policy = attributes.get('np-policy-name')
  if (policy !== undefined) event['rule.name'] = policy
  const method = attributes.get('authentication-type')
  if (method !== undefined) event['vpn.auth_method'] = authenticationTypes.get(method) ?? method
  applyAttributes(event, attributes)
  const canonical = attributes.get('fully-qualified-user-name')
  setRadiusUser(event, attributes.get('sam-account-name') ?? canonical?.slice(canonical.lastIndexOf('/') + 1))
  if (accounting) setAccountingStep(event, attributes)
  else setVerdict(event, action, attributes.get('reason-code'))
  return event
}

function setVerdict(event: Event, action: string, reason: string | undefined): void {
  if (action !== 'access-accept' && action !== 'access-reject') return
  const success = action === 'access-accept'
  event['event.outcome'] = success ? 'success' : 'failure'
  if (!success && reason !== undefined) event['event.reason'] = reasons.get(reason) ?? `reason ${reason}`
  setStep(event, 'attempt')
}
