import type { Event } from '../event/event.ts'

/**
 * - `opening`: a connection was built; its end follows under the same `network.flow_id`
 * - `closing`: the end of such a connection, with its counters
 * - `whole`: one record that tells a flow completely, or a refusal
 */
type FlowRole = 'opening' | 'closing' | 'whole'

/** Types (ECS `event.type`) that tell of traffic; a record with none of them is a note about it. */
const trafficTypes = new Set(['connection', 'allowed', 'start', 'end', 'access', 'protocol'])

/**
 * ASA and FTD messages that look like flows but are not: translations (305), local hosts (609), IPsec and IKE
 * associations (602, 750), and the end of an ICMP exchange (302021), which has no id and nothing that its begin has not.
 */
const bookkeepingCodes = new Set(
  '305009 305010 305011 305012 609001 609002 602303 602304 750002 750003 302021'.split(' '),
)

/**
 * Zeek and Suricata tell a flow in one record and what was said in it, or what a rule found, in others: told twice it
 * would count twice. `suricata.eve` is Elastic's name of all of Suricata's records.
 */
const sensors = ['zeek.', 'suricata.']
const sensorFlows = new Set(['zeek.connection', 'suricata.flow', 'suricata.netflow', 'suricata.eve'])

function isDetail(dataset: string | undefined): boolean {
  if (dataset === undefined || sensorFlows.has(dataset)) return false
  return sensors.some((sensor) => dataset.startsWith(sensor))
}

/** Cloud services whose records of connections are of another category or type in ECS, as their vendors file them. */
const connectionDatasets = new Set([
  'cloudflare_logpush.gateway_network',
  'zscaler_zia.firewall',
  'zscaler_zpa.user_activity',
])

/** Private Access tells a connection when it opens, every so often, and with its totals when it is over. */
function isCourse(event: Event): boolean {
  return event['event.dataset'] === 'zscaler_zpa.user_activity' && event['event.end'] === undefined
}

/** What a record is to a flow; undefined: nothing. */
export function flowRole(event: Event): FlowRole | undefined {
  if (event['source.ip'] === undefined || event['destination.ip'] === undefined) return undefined
  if (connectionDatasets.has(event['event.dataset'] ?? '')) return isCourse(event) ? undefined : 'whole'
  const categories = event['event.category']
  if (categories?.includes('network') !== true || categories.includes('authentication')) return undefined
  if (isDetail(event['event.dataset'])) return undefined
  const types = event['event.type'] ?? []
  if (bookkeepingCodes.has(event['event.code'] ?? '')) return undefined
  const paired = event['network.flow_id'] !== undefined
  if (paired && types.includes('end')) return 'closing'
  if (isRefused(event)) return 'whole'
  if (paired && opens(event, types)) return 'opening'
  return traffic(types)
}

/** A record of the begin alone. What has a start time and no counters is one too: an ASA's `Built`. */
function opens(event: Event, types: readonly string[]): boolean {
  const counted =
    event['network.bytes'] ?? event['source.bytes'] ?? event['destination.bytes'] ?? event['event.duration']
  return types.includes('start') || (counted === undefined && event['event.start'] !== undefined)
}

function traffic(types: readonly string[]): 'whole' | undefined {
  return types.length === 0 || types.some((type) => trafficTypes.has(type)) ? 'whole' : undefined
}

/** Some vendors call it a success that their rule refused a connection: `denied` decides. */
export function isRefused(event: Event): boolean {
  return event['event.outcome'] === 'failure' || event['event.type']?.includes('denied') === true
}
