import type { Act } from '../../event/act.ts'
import { isOutside } from './address.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

/** Tunnels and proxies by port (IANA) and by what sensors call them; QUIC, SSH and TLS are too common to tell. */
const ports: ReadonlyMap<number, string> = new Map([
  [500, 'IPsec'],
  [4500, 'IPsec'],
  [1194, 'OpenVPN'],
  [1701, 'L2TP'],
  [1723, 'PPTP'],
  [51820, 'WireGuard'],
  [1080, 'SOCKS'],
  [9050, 'Tor'],
  [9001, 'Tor'],
])
const names: ReadonlyMap<string, string> = new Map([
  ['gre', 'GRE'],
  ['esp', 'IPsec'],
  ['ipencap', 'IP in IP'],
  ['ipip', 'IP in IP'],
  ['openvpn', 'OpenVPN'],
  ['wireguard', 'WireGuard'],
  ['socks', 'SOCKS'],
  ['tor', 'Tor'],
])

/**
 * From inside the VPN somebody opens another tunnel or a proxy to the internet: GRE, IPsec, WireGuard, OpenVPN, PPTP,
 * SOCKS or Tor (Elastic: SOCKS and its flow; the list is ours). It takes traffic past what the gateway sees. T1572, T1090.
 *
 * Excuses: a refused connection; a destination 3 or more people use (a partner's gateway, calls over Wi-Fi); STUN and
 * ports that only happen to be used by other services count for less than what a sensor has named; the first packets of
 * an address not of the VPN say nothing.
 */
export const tunnelInTunnelSignal: SignalFactory = {
  name: 'tunnel-in-tunnel',
  kinds: ['flow'],
  create({ history, realert }) {
    const speak = realert(7 * day)
    return {
      see(act: Act) {
        const { user, destinationIp, destinationPort, assignedIp } = act
        if (user === '' || assignedIp === '' || act.outcome === 'failure') return undefined
        const named = names.get(act.service) ?? names.get(act.transport)
        const tunnel = named ?? ports.get(destinationPort)
        if (tunnel === undefined || act.sourceIp !== assignedIp || !isOutside(destinationIp)) return undefined
        // A name that comes from the port alone is no more than the port.
        const sure = named !== undefined && ports.get(destinationPort) !== named
        if (history.isPopularDestination(destinationIp)) return undefined
        if (!speak.admits(`${user} ${tunnel} ${destinationIp}`, act.time)) return undefined
        return {
          signal: 'tunnel-in-tunnel',
          title: `${user} opened a ${tunnel} tunnel to ${destinationIp} from inside the VPN`,
          techniques: tunnel === 'SOCKS' || tunnel === 'Tor' ? ['T1090', 'T1572'] : ['T1572', 'T1090'],
          impact: 45,
          confidence: sure ? 0.6 : 0.4,
          reasons: [
            because(
              'service',
              tunnel,
              'no tunnels',
              `${tunnel} to ${destinationIp}${destinationPort > 0 ? ` port ${destinationPort}` : ''}, which hardly anybody else uses: what it carries is not seen`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
