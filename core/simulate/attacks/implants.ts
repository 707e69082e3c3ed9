import type { Action, Tunnel } from '../action.ts'
import type { Implant } from '../behaviour.ts'
import { addressIn } from '../networks.ts'
import { servers, services } from '../services.ts'
import { loginTime } from '../session.ts'
import { flowTo, probe } from '../traffic.ts'
import { hour, minute } from '../zone.ts'
import { chooseVisit, foreignNetworks } from './intruder.ts'
import type { Scenario, Stage } from './scenario.ts'

/** Malware calls home in every session from the stage on: Cobalt Strike's default sleep is 60 s, jitter 0 to 37 % as profiles in public repositories set it. */
export const beaconing: Scenario = {
  title: 'Command and control: beaconing inside the tunnel',
  techniques: ['T1071.001', 'T1573'],
  lasting: true,
  compose(stage) {
    const { random } = stage
    const found = chooseVisit(stage, (visit) => visit.end - visit.start > hour)
    if (!found) return undefined
    const network = random.pick(foreignNetworks(stage, 'hosting'))
    const ip = addressIn(network, random)
    const period = random.pick([30, 60, 60, 120, 300]) * 1000
    const jitter = random.between(0, 0.37)
    const size = { up: random.int(250, 900), down: random.int(120, 1500) }
    const implant: Implant = function* (tunnel): Generator<Action> {
      for (let time = tunnel.start + loginTime + random.int(5_000, 60_000); time < tunnel.end - 5_000;) {
        if (time >= stage.from) {
          const flow = {
            ...probe(services.https, ip, 'done', tunnel.end - time, random),
            up: size.up + random.int(0, 30),
            down: size.down + random.int(0, 60),
            duration: random.int(150, 900),
          }
          yield { kind: 'open', time, tunnel, flow, mark: stage.mark }
        }
        time += Math.round(period * (1 - jitter * random.next()))
      }
    }
    return {
      description: `${found.person.user}'s machine calls ${ip} (${network.owner}, ${network.country}) about every ${period / 1000} s in each session`,
      users: [found.person.user],
      sourceIps: [],
      parameters: { periodSeconds: period / 1000, jitter: Number(jitter.toFixed(2)), destination: ip },
      implant: { person: found.person, implant },
    }
  },
}

/** 15 to 60 minutes of queries with 40 to 58 random characters each, as iodine and dnscat2 make them. */
export const dnsTunnel: Scenario = {
  title: 'DNS tunnelling',
  techniques: ['T1071.004', 'T1572'],
  compose(stage) {
    const { random } = stage
    const found = chooseVisit(stage, (visit) => visit.end - visit.start > 1.5 * hour)
    if (!found) return undefined
    const network = random.pick(foreignNetworks(stage, 'hosting'))
    const direct = random.chance(0.5)
    const ip = direct ? addressIn(network, random) : random.pick(servers.dns)
    const domain = `${random.pick(['t', 'ns1', 'd', 'cdn'])}.${random.pick(['update-check', 'static-edge', 'telemetry-sync'])}.example`
    const length = random.int(15, 60) * minute
    const gap = random.between(300, 2_500)
    const queries = function* (tunnel: Tunnel): Generator<Action> {
      const end = Math.min(tunnel.end - 5_000, tunnel.start + 10 * minute + length)
      for (
        let time = tunnel.start + 10 * minute;
        time < end;
        time += 50 + Math.round(random.exponential(gap))
      ) {
        const flow = {
          ...flowTo('dns', ip, tunnel.end - time, random),
          inside: !direct,
          up: random.int(130, 220),
          down: random.int(200, 900),
          query: {
            name: `${random.text('abcdefghijklmnopqrstuvwxyz234567', random.int(40, 58))}.${domain}`,
            type: 'TXT',
          },
        }
        yield { kind: 'open', time, tunnel, flow, mark: stage.mark }
      }
    }
    return {
      description: `${found.person.user}'s machine sends data in DNS queries under ${domain} by ${ip}`,
      users: [found.person.user],
      sourceIps: [found.visit.sourceIp],
      parameters: { minutes: length / minute, meanGapMs: Math.round(gap), direct, domain },
      implant: { person: found.person, implant: once(stage, 1.5 * hour, queries) },
    }
  },
}

/** The cookie is taken and used from elsewhere: same session, new address, no login (CitrixBleed is the model). */
export const sessionHijack: Scenario = {
  title: 'Session hijack: the same session from a new source',
  techniques: ['T1539', 'T1550.004', 'T1563'],
  compose(stage) {
    const { random } = stage
    const found = chooseVisit(stage, (visit) => visit.end - visit.start > hour)
    if (!found) return undefined
    const sourceIp = addressIn(random.pick(foreignNetworks(stage, 'hosting')), random)
    const takeover = function* (tunnel: Tunnel): Generator<Action> {
      const start = Math.round(tunnel.start + (tunnel.end - tunnel.start) * random.between(0.4, 0.7))
      yield { kind: 'roam', time: start, tunnel, sourceIp, mark: stage.mark }
      for (
        let time = start + 20_000;
        time < tunnel.end - 5_000;
        time += Math.round(random.exponential(50_000))
      ) {
        const name = random.pick(['smb', 'ssh', 'intranet'] as const)
        yield {
          kind: 'open',
          time,
          tunnel,
          flow: flowTo(name, random.pick(servers[name]), tunnel.end - time, random),
          mark: stage.mark,
        }
      }
    }
    return {
      description: `${found.person.user}'s session goes on from ${sourceIp} without a login`,
      users: [found.person.user],
      sourceIps: [sourceIp],
      parameters: {},
      implant: { person: found.person, implant: once(stage, hour, takeover) },
    }
  },
}

/** Acts in the first session of the stage that is long enough, and never again. */
function once(stage: Stage, atLeast: number, act: (tunnel: Tunnel) => Iterable<Action>): Implant {
  let done = false
  return (tunnel) => {
    if (done || tunnel.start < stage.from || tunnel.end - tunnel.start < atLeast) return []
    done = true
    return act(tunnel)
  }
}
