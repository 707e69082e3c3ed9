import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { transportName, transportNumber } from '../../protocols.ts'
import { setUrl } from '../../url.ts'
import {
  setAddress,
  setAssigned,
  setClient,
  setConnectionUser,
  setFlowDuration,
  setGroup,
  setNatAddress,
  setNatPort,
  setPeer,
  setReason,
  setSessionDuration,
  setUser,
  setWebClient,
} from './setters.ts'
import { setVerdict } from './verdicts.ts'

/** `extent` is how far a field reaches where no literal follows it; a number reaches as far as its digits anyway. */
export type FieldReader =
  | { extent: 'number'; set: (event: Event, value: number) => void }
  | { extent: 'word' | 'text'; set: ((event: Event, value: string) => void) | undefined }

type Set = (event: Event, value: string) => void

function word(set: Set): FieldReader {
  return { extent: 'word', set }
}

function number(set: (event: Event, value: number) => void): FieldReader {
  return { extent: 'number', set }
}

function text(set: Set): FieldReader {
  return { extent: 'text', set }
}

/** Fields by their name in `messages.ts`. */
export const fieldReaders = new Map<string, FieldReader>([
  [
    'transport',
    word((event, value) => {
      const name = transportName(value.startsWith('Probe ') ? value.slice(6) : value)
      event['network.transport'] = name
      const iana = transportNumber(name)
      if (iana !== undefined) event['network.iana_number'] = iana
    }),
  ],
  ['protocol', word((event, value) => (event['network.protocol'] = value.toLowerCase()))],
  ['direction', word((event, value) => (event['network.direction'] = value.toLowerCase()))],
  ['flow', word((event, value) => (event['network.flow_id'] = value))],
  ['sent', number((event, value) => (event['source.bytes'] = value))],
  ['received', number((event, value) => (event['destination.bytes'] = value))],
  ['bytes', number((event, value) => (event['network.bytes'] = value))],
  ['duration', word(setFlowDuration)],
  ['rule', word((event, value) => (event['rule.name'] = value))],
  ['verdict', word(setVerdict)],
  ['tls', word((event, value) => (event['tls.version'] = value))],
  ['reason', text(setReason)],
  ['in', word((event, value) => (event['observer.ingress.interface.name'] = value))],
  ['out', word((event, value) => (event['observer.egress.interface.name'] = value))],
  ['src', word((event, value) => setAddress(event, 'source', value))],
  ['dst', word((event, value) => setAddress(event, 'destination', value))],
  ['sport', number((event, value) => (event['source.port'] = value))],
  ['dport', number((event, value) => (event['destination.port'] = value))],
  ['snat', word((event, value) => setNatAddress(event, 'source', value))],
  ['dnat', word((event, value) => setNatAddress(event, 'destination', value))],
  ['snatport', number((event, value) => setNatPort(event, 'source', value))],
  ['dnatport', number((event, value) => setNatPort(event, 'destination', value))],
  ['suser', word((event, value) => setConnectionUser(event, 'source', value))],
  ['duser', word((event, value) => setConnectionUser(event, 'destination', value))],
  ['mac', word((event, value) => (event['source.mac'] = value))],
  ['file', text((event, value) => (event['file.path'] = value))],
  ['url', text((event, value) => setUrl(event, value.replaceAll('"', '')))],
  ['webclient', word(setWebClient)],
  [
    'webserver',
    word((event, value) => setAddress(event, 'destination', value.slice(value.lastIndexOf('@') + 1))),
  ],
  ['user', word(setUser)],
  ['username', text(setUser)],
  ['group', word(setGroup)],
  ['peer', word(setPeer)],
  [
    'gateway',
    word((event, value) => {
      if (isAddress(value)) event['server.ip'] = value
    }),
  ],
  // 113019 counts from the appliance: `xmt` went to the person. Elastic's source/destination follow the line.
  [
    'xmt',
    number((event, value) => {
      event['source.bytes'] = value
      event['vpn.bytes_out'] = value
    }),
  ],
  [
    'rcv',
    number((event, value) => {
      event['destination.bytes'] = value
      event['vpn.bytes_in'] = value
    }),
  ],
  [
    'disconnected',
    word((event, value) => {
      setPeer(event, value)
      setAddress(event, 'destination', value)
    }),
  ],
  ['session-duration', word(setSessionDuration)],
  [
    'disconnect-reason',
    text((event, value) => {
      setReason(event, value)
      if (event['event.reason']) event['vpn.disconnect_reason'] = event['event.reason']
    }),
  ],
  ['tunnel', word((event, value) => (event['vpn.tunnel_type'] = value.replace('.', '')))],
  ['device-name', text((event, value) => (event['vpn.device.name'] = value.replaceAll('"', '').trim()))],
  ['device-id', text((event, value) => (event['vpn.device.id'] = value.replaceAll('"', '').trim()))],
  ['session', word((event, value) => (event['vpn.session_id'] = value))],
  ['assigned', word(setAssigned)],
  [
    'aaa-server',
    word((event, value) => {
      const server = value.trim()
      const end = server.indexOf(' ')
      setAddress(event, 'destination', end < 0 ? server : server.slice(0, end))
    }),
  ],
  [
    'aaa',
    word((event, value) => {
      // Authorization and accounting follow a login; only authentication is an attempt.
      if (value.trim() !== 'authentication') delete event['vpn.step']
    }),
  ],
  ['certificate', word((event) => (event['vpn.auth_method'] = 'certificate'))],
  ['client', text(setClient)],
  ['client-os', word((event, value) => (event['vpn.client.os'] = value))],
  [
    'client-version',
    text((event, value) => {
      const version = value.trim()
      event['vpn.client.version'] = version.slice(version.lastIndexOf(' ') + 1)
    }),
  ],
  [
    'configured',
    text((event, value) => {
      event['event.outcome'] = value.startsWith('OK') ? 'success' : 'failure'
    }),
  ],
])
