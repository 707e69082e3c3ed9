import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { setPerson } from '../set-person.ts'
import { openEnvelope } from '../syslog.ts'

/**
 * Audit log of Secure Firewall Management Center by syslog (https://www.cisco.com, "Auditing the System"):
 * `… fmc1: alice@192.0.2.7, Login, Login Success`, `…, Policies > Access Control, Save Policy`.
 */
export const ciscoFmc: Decoder = {
  name: 'cisco-fmc',
  title: 'Cisco Secure Firewall Management Center (audit log, syslog)',
  sniff: (line) => (line.charCodeAt(0) !== 123 && readAudit(line) !== undefined ? 0.9 : 0),
  open,
}

interface Audit {
  user: string
  address: string
  subsystem: string
  action: string
}

/** The word `user@address,`, and what two commas divide behind it. */
function readAudit(line: string): Audit | undefined {
  const head = line.slice(0, 300)
  for (let at = head.indexOf('@'); at > 0; at = head.indexOf('@', at + 1)) {
    const comma = line.indexOf(', ', at)
    if (comma < 0 || comma - at > 46) continue
    const address = line.slice(at + 1, comma)
    const start = line.lastIndexOf(' ', at) + 1
    // The center's own processes come from nowhere.
    if ((!isAddress(address) && address !== ownAddress) || line.charCodeAt(start - 2) !== 58) continue
    const next = line.indexOf(', ', comma + 2)
    if (next < 0) return undefined
    return {
      user: line.slice(start, at),
      address,
      subsystem: line.slice(comma + 2, next),
      action: line.slice(next + 2).trim(),
    }
  }
  return undefined
}

const ownAddress = 'Default User IP'

const changes = /\b(?:save|create|delete|modif|add|edit|deploy|import|remove|change|update|apply)/i

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const audit = readAudit(line)
    if (audit === undefined) return new Reject('no audit record: it names no user@address')
    const { time, host } = openEnvelope(line, context)
    return Number.isNaN(time) ? new Reject('no time in the line') : decode(audit, time, host)
  }
}

function decode({ user, address, subsystem, action }: Audit, time: number, host: string): Event {
  const told = `${subsystem} ${action}`.toLowerCase()
  const isLogin = told.includes('login') || told.includes('logout')
  const isChange = changes.test(action)
  const isFailure = /fail|denied|invalid|error/.test(told)
  const event: Event = {
    '@timestamp': time,
    message: `${subsystem}, ${action}`,
    'event.action': isLogin ? (told.includes('logout') ? 'logout' : 'login') : 'audit',
    'event.category': isLogin ? ['authentication'] : isChange ? ['configuration'] : ['web'],
    'event.kind': 'event',
    'event.outcome': isFailure ? 'failure' : 'success',
    'event.type': [isLogin ? 'info' : isChange ? 'change' : 'access'],
    'observer.product': 'FMC',
    'observer.vendor': 'Cisco',
  }
  if (address !== ownAddress) event['source.ip'] = event['client.ip'] = address
  if (host !== '') event['observer.hostname'] = host
  setPerson(event, user)
  return event
}
