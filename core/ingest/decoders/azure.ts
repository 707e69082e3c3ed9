import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { firstTime } from '../first-time.ts'
import type { KeyValues } from '../key-values.ts'
import { readFirewall } from './azure/firewall.ts'
import { readSignIn } from './azure/sign-in.ts'
import { readNetworkFlow } from './azure/network-flow.ts'
import { readVpnGateway } from './azure/vpn-gateway.ts'
import { jsonProduct, toKeyValues } from './json-product.ts'
import { isEntra, readEntra } from './sign-ins/entra.ts'
import { factsIn } from './sign-ins/facts.ts'

type Read = (event: Event, pairs: KeyValues, flat: ReadonlyMap<string, unknown>) => void

const readers: readonly (readonly [Read, string])[] = [
  [
    readSignIn,
    'SignInLogs NonInteractiveUserSignInLogs ServicePrincipalSignInLogs ManagedIdentitySignInLogs ADFSSignInLogs',
  ],
  [
    readFirewall,
    'AzureFirewallNetworkRule AzureFirewallApplicationRule AzureFirewallNatRule AzureFirewallDnsProxy AzureFirewallThreatIntelLog AZFWNetworkRule AZFWApplicationRule AZFWNatRule AZFWDnsQuery AZFWThreatIntel AZFWIdpsSignature AZFWFqdnResolveFailure AZFWFlowTrace AZFWFatFlow',
  ],
  [readNetworkFlow, 'NetworkSecurityGroupFlowEvent FlowLogFlowEvent'],
  [
    readVpnGateway,
    'GatewayDiagnosticLog TunnelDiagnosticLog RouteDiagnosticLog IKEDiagnosticLog P2SDiagnosticLog',
  ],
]

const readerOf = new Map<unknown, Read>(
  readers.flatMap(([read, categories]) => categories.split(' ').map((category) => [category, read] as const)),
)

/**
 * Azure resource logs, as diagnostic settings write them (`category`, `properties`) and as a query of Log Analytics
 * exports them (`Category`, `Message`, `TimeGenerated`).
 */
export const azure = jsonProduct({
  name: 'azure',
  title: 'Azure (sign-in, firewall, VPN gateway, NSG and VNet flow logs)',
  marks: [
    ...marksOf('"category"', '"time"'),
    ...marksOf('"Category"', '"TimeGenerated'),
    ...marksOf('"category"', '"TimeGenerated'),
  ],
  // Exports of a query give times in UTC without saying so.
  openObject: (given) => (flat) => {
    const context = { ...given, zoneOffset: 0 }
    const read = readerOf.get(flat.get('category') ?? flat.get('Category'))
    // The table of Log Analytics has the category, too.
    if (isEntra(flat)) return readEntra(factsIn(flat), context)
    if (read === undefined) return undefined
    const pairs = toKeyValues(flat, '', absent)
    const time = firstTime(pairs, ['time', 'TimeGenerated', 'TimeGenerated [UTC]'], context)
    if (Number.isNaN(time)) return new Reject('no readable time in the record')
    const event: Event = { '@timestamp': time, 'event.kind': 'event' }
    read(event, pairs, flat)
    return event
  },
})

const absent: ReadonlySet<string> = new Set()

/** What all categories of a family have in their names. */
function marksOf(category: string, time: string): string[][] {
  return ['SignInLogs"', '"AzureFirewall', '"AZFW', 'DiagnosticLog"', 'FlowEvent"'].map((mark) => [
    category,
    time,
    mark,
  ])
}
