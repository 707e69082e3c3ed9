import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { isOutside } from './address.ts'
import { Evidence } from './evidence.ts'
import { adminPorts, isAnswer } from './ports.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day, minute } from './units.ts'

const window = 5 * minute
const keptHosts = 256
const keptPorts = 4096

interface Scan {
  window: number
  hosts: Map<string, { ports: Set<number>; admin: number; scanned: boolean }>
  /** Hosts scanned in this window. */
  scanned: number
  evidence: Evidence
}

/**
 * One actor tries many ports of one host: 50 ports, or 5 of those that administer it (Elastic, both within a minute;
 * here within a five-minute slot of event time, since a flow log may lag). T1046. Akira scans within 5 min of login.
 *
 * Excuses: answers of a server to ephemeral ports; a source on the internet counts for less, as the internet is
 * scanned all day and only the person behind a VPN address is inside.
 */
export const portScanSignal: SignalFactory = {
  name: 'port-scan',
  kinds: ['flow'],
  create({ remember, realert }) {
    const actors = remember('actors', { codec: fields<Scan>({ evidence: Evidence.codec }) })
    const speak = realert(day)
    return {
      see(act: Act) {
        if (act.destinationPort === 0 || act.sourceIp === '' || isAnswer(act)) return undefined
        const actor = act.user || act.sourceIp
        const scan = actors.demand(actor, createScan)
        const slot = Math.floor(act.time / window)
        if (slot > scan.window) {
          scan.window = slot
          scan.hosts.clear()
          scan.scanned = 0
        }
        let host = scan.hosts.get(act.destinationIp)
        if (!host) {
          if (scan.hosts.size >= keptHosts) return undefined
          host = { ports: new Set(), admin: 0, scanned: false }
          scan.hosts.set(act.destinationIp, host)
        }
        if (host.ports.has(act.destinationPort) || host.ports.size >= keptPorts) return undefined
        host.ports.add(act.destinationPort)
        scan.evidence.add(act)
        if (adminPorts.has(act.destinationPort)) host.admin += 1
        const ports = host.ports.size
        if (ports < 50 && host.admin < 5) return undefined
        if (!host.scanned) {
          host.scanned = true
          scan.scanned += 1
        }
        const hosts = scan.scanned
        if (!speak.admits(actor, act.time, hosts + Math.floor(ports / 50))) return undefined
        const internet = act.user === '' && isOutside(act.sourceIp)
        return {
          signal: 'port-scan',
          title: `${actor} scanned ${hosts > 1 ? `the ports of ${hosts} hosts` : `${ports} ports of ${act.destinationIp}`}`,
          techniques: ['T1046'],
          impact: internet ? 30 : 60,
          confidence: ports >= 50 ? 0.8 : 0.5,
          reasons: [
            because(
              'distinct_ports',
              ports,
              '< 50 in 5 min',
              `${ports} ports of ${act.destinationIp} tried within five minutes, ${host.admin} of them for administration`,
            ),
          ],
          evidence: scan.evidence.since(slot * window),
        }
      },
    }
  },
}

function createScan(): Scan {
  return { window: 0, hosts: new Map(), scanned: 0, evidence: new Evidence() }
}
