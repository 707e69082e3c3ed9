import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setQuestionName } from '../../dns-name.ts'
import { setUrl } from '../../url.ts'
import { compileFields } from '../flat-fields.ts'
import { countOf, flagOf, listOf, textOf } from '../flat-values.ts'
import type { Values } from '../flat-values.ts'
import { readConnection } from './connection.ts'
import { readKerberos, readNtlm, readRadius, readSsh } from './logins.ts'

/** What the logs say beyond both ends, by log. */
export const readers: ReadonlyMap<string, (event: Event, values: Values) => void> = new Map([
  ['conn', readConnection],
  ['dhcp', readDhcp],
  ['dns', readDns],
  ['files', readFile],
  [
    'ftp',
    compileFields({
      text: { 'user.name': 'user', 'event.action': 'command' },
      count: { 'file.size': 'file_size' },
    }),
  ],
  ['http', readHttp],
  ['kerberos', readKerberos],
  ['notice', readNotice],
  ['ntlm', readNtlm],
  ['quic', compileFields({ text: { 'tls.client.server_name': 'server_name' } })],
  ['radius', readRadius],
  [
    'signatures',
    compileFields({
      text: { 'rule.id': 'sig_id', message: 'event_msg' },
      address: { 'source.ip': 'src_addr', 'destination.ip': 'dst_addr' },
      count: { 'source.port': 'src_port', 'destination.port': 'dst_port' },
    }),
  ],
  ['sip', readSip],
  ['socks', readSocks],
  ['ssh', readSsh],
  [
    'ssl',
    compileFields({
      text: { 'tls.client.server_name': 'server_name', 'tls.version': 'version', 'tls.cipher': 'cipher' },
    }),
  ],
  ['syslog', compileFields({ text: { message: 'message' } })],
  ['traceroute', compileFields({ address: { 'source.ip': 'src', 'destination.ip': 'dst' } })],
  ['tunnel', compileFields({ text: { 'event.action': 'action' } })],
  ['weird', compileFields({ text: { 'rule.name': 'name', message: 'addl' } })],
])

const questionClasses = new Map([
  [1, 'IN'],
  [3, 'CH'],
  [4, 'HS'],
  [254, 'NONE'],
  [255, 'ANY'],
])

const setDns = compileFields({
  text: { 'dns.id': 'trans_id', 'dns.question.type': 'qtype_name', 'dns.response_code': 'rcode_name' },
})

/** A question and, where there was one, its answer. That a name does not exist is an answer like others. */
function readDns(event: Event, values: Values): void {
  setDns(event, values)
  const name = textOf(values, 'query')
  const questionClass = questionClasses.get(countOf(values, 'qclass') ?? -1)
  const seconds = countOf(values, 'rtt')
  const answers = listOf(values, 'answers').filter(isAddress)
  event['event.outcome'] = 'success'
  event['dns.type'] = event['dns.response_code'] === undefined ? 'query' : 'answer'
  if (name !== undefined) setQuestionName(event, name)
  if (questionClass !== undefined) event['dns.question.class'] = questionClass
  if (seconds !== undefined) event['event.duration'] = Math.round(seconds * 1e9)
  if (answers.length > 0) event['dns.resolved_ip'] = answers
}

const setHttp = compileFields({
  text: {
    'event.action': 'method',
    'http.request.method': 'method',
    'http.request.referrer': 'referrer',
    'http.version': 'version',
    'url.password': 'password',
    'url.username': 'username',
    'user.name': 'username',
    'user_agent.original': 'user_agent',
  },
  count: { 'http.response.status_code': 'status_code' },
})

function readHttp(event: Event, values: Values): void {
  const target = textOf(values, 'uri')
  const host = textOf(values, 'host')
  if (target !== undefined) setUrl(event, target)
  if (host !== undefined) event['url.domain'] = host
  setHttp(event, values)
  const status = event['http.response.status_code']
  if (status !== undefined) event['event.outcome'] = status < 400 ? 'success' : 'failure'
}

const setNotice = compileFields({
  text: { 'rule.name': 'note', message: 'msg' },
  address: { 'source.ip': 'src', 'destination.ip': 'dst' },
  count: { 'destination.port': 'p' },
})

function readNotice(event: Event, values: Values): void {
  setNotice(event, values)
  const dropped = flagOf(values, 'dropped')
  if (dropped !== undefined) event['event.type'] = ['info', dropped ? 'denied' : 'allowed']
}

const setDhcp = compileFields({
  text: { 'network.name': 'domain', 'source.mac': 'mac', 'host.hostname': 'host_name' },
  address: { 'source.ip': 'client_addr', 'destination.ip': 'server_addr' },
  count: { 'source.port': 'client_port', 'destination.port': 'server_port' },
})

/** Leases of a local network. They name a machine and nobody, so they are no step of a VPN session. */
function readDhcp(event: Event, values: Values): void {
  setDhcp(event, values)
  event['source.port'] ??= 68
  event['destination.port'] ??= 67
}

const setSip = compileFields({ text: { 'event.action': 'method', 'url.full': 'uri' } })

function readSip(event: Event, values: Values): void {
  setSip(event, values)
  const status = countOf(values, 'status_code')
  if (status !== undefined) setResult(event, status < 400)
}

function readSocks(event: Event, values: Values): void {
  const user = textOf(values, 'user')
  const status = textOf(values, 'status')
  if (user !== undefined) event['user.name'] = user
  if (status !== undefined) setResult(event, status === 'succeeded')
}

function setResult(event: Event, succeeded: boolean): void {
  event['event.outcome'] = succeeded ? 'success' : 'failure'
  if (!succeeded) event['event.type'] = ['connection', 'protocol', 'error']
}

const setFile = compileFields({
  text: { 'file.name': 'filename' },
  count: { 'file.size': 'total_bytes' },
})

/** Who sent a file is the server of it, who received it the client. */
function readFile(event: Event, values: Values): void {
  setFile(event, values)
  const [server] = listOf(values, 'tx_hosts')
  const [client] = listOf(values, 'rx_hosts')
  if (server !== undefined && isAddress(server)) event['server.ip'] = server
  if (client !== undefined && isAddress(client)) event['client.ip'] = client
}
