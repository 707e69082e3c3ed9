import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { parseTime } from '../coerce.ts'
import type { DecodeContext } from '../decoder.ts'
import { setTotals } from '../flow-totals.ts'
import { transportKeyword } from '../protocols.ts'
import { setPerson } from '../set-person.ts'
import { readAddressPort } from './address-port.ts'
import { textOf } from './flat-values.ts'
import type { Values } from './flat-values.ts'
import { jsonProduct } from './json-product.ts'

/**
 * Tailscale's network flow logs (https://tailscale.com/kb/1219/network-flow-logs) and configuration audit logs
 * (https://tailscale.com/kb/1203/audit-logging), as its API lists and its log streaming sends them.
 */
export const tailscale = jsonProduct({
  name: 'tailscale',
  title: 'Tailscale (network flow and audit logs)',
  marks: [
    ['"nodeId"', '"virtualTraffic"'],
    ['"nodeId"', '"physicalTraffic"'],
    ['"nodeId"', '"subnetTraffic"'],
    ['"nodeId"', '"exitTraffic"'],
    ['"eventGroupID"', '"actor"', '"target"'],
  ],
  openObject: (context) => (flat) => {
    if (flat.has('nodeId') && kinds.some((kind) => flat.has(kind))) return readFlow(flat, context)
    return flat.has('eventGroupID') && flat.has('action') ? readAudit(flat, context) : undefined
  },
})

/** What passed inside of the tailnet before what carried it: the latter has the same bytes once more. */
const kinds = ['virtualTraffic', 'subnetTraffic', 'exitTraffic', 'physicalTraffic'] as const

/** One record holds the flows of a node for some seconds; the largest of them stands for it, with the sum of its kind. */
function readFlow(flat: ReadonlyMap<string, unknown>, context: DecodeContext): Event | Reject {
  const start = parseTime(flat.get('start'), context)
  const end = parseTime(flat.get('end') ?? flat.get('logged'), context)
  const time = Number.isNaN(start) ? end : start
  if (Number.isNaN(time)) return new Reject('no readable time in this flow log')
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'event.category': ['network'],
    'event.type': ['connection'],
    'event.dataset': 'tailscale.flow',
    'observer.vendor': 'Tailscale',
    'observer.product': 'Tailscale',
  }
  const node = textOf(flat, 'nodeId')
  if (node !== undefined) event['observer.name'] = node
  if (end > time) {
    event['event.end'] = end
    event['event.duration'] = (end - time) * 1e6
  }
  const kind = kinds.find((name) => flowsOf(flat.get(name)).length > 0)
  if (kind === undefined) return event
  event['network.name'] = kind
  const [first] = flowsOf(flat.get(kind)).toSorted((a, b) => bytesOf(b) - bytesOf(a))
  if (first !== undefined) setFlow(event, first)
  return event
}

function flowsOf(list: unknown): Values[] {
  if (!Array.isArray(list)) return []
  return (list as unknown[])
    .slice(0, 1000)
    .filter((item) => typeof item === 'object' && item !== null)
    .map((item) => new Map<string, unknown>(Object.entries(item)))
}

function bytesOf(flow: Values): number {
  return numberOf(flow, 'txBytes') + numberOf(flow, 'rxBytes')
}

function numberOf(flow: Values, name: string): number {
  const value = flow.get(name)
  return typeof value === 'number' && value >= 0 && Number.isSafeInteger(value) ? value : 0
}

function setFlow(event: Event, flow: Values): void {
  for (const [side, key] of [
    ['source', 'src'],
    ['destination', 'dst'],
  ] as const) {
    const end = readAddressPort(textOf(flow, key) ?? '')
    if (end === undefined) continue
    event[`${side}.ip`] = end.address
    if (end.port !== undefined && end.port > 0) event[`${side}.port`] = end.port
  }
  const protocol = numberOf(flow, 'proto')
  if (protocol > 0) event['network.transport'] = transportKeyword(protocol)
  event['source.bytes'] = numberOf(flow, 'txBytes')
  event['destination.bytes'] = numberOf(flow, 'rxBytes')
  event['source.packets'] = numberOf(flow, 'txPkts')
  event['destination.packets'] = numberOf(flow, 'rxPkts')
  setTotals(event)
}

function readAudit(flat: ReadonlyMap<string, unknown>, context: DecodeContext): Event | Reject {
  const time = parseTime(flat.get('eventTime') ?? flat.get('deferredAt'), context)
  if (Number.isNaN(time)) return new Reject('no readable time in this audit log')
  const action = (textOf(flat, 'action') ?? '').toLowerCase()
  const isLogin = action === 'login' || action === 'logout'
  const target = (textOf(flat, 'target.type') ?? '').toLowerCase()
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'event.category': isLogin ? ['authentication'] : target === 'user' ? ['iam'] : ['configuration'],
    'event.type': isLogin ? [action === 'login' ? 'start' : 'end'] : ['change'],
    'event.action': [action, target].filter((word) => word !== '').join('-'),
    'event.dataset': 'tailscale.audit',
    'event.outcome': 'success',
    'observer.vendor': 'Tailscale',
    'observer.product': 'Tailscale',
  }
  setPerson(event, textOf(flat, 'actor.loginName'))
  const name = textOf(flat, 'target.name')
  if (name !== undefined) event['host.name'] = name
  const property = textOf(flat, 'target.property')
  if (property !== undefined) event['event.reason'] = property
  if (action === 'login' && event['user.name'] !== undefined) event['vpn.step'] = 'attempt'
  return event
}
