import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setQuestionName } from '../../dns-name.ts'
import { setUrl } from '../../url.ts'
import { compileFields } from '../flat-fields.ts'
import { textOf } from '../flat-values.ts'
import type { Values } from '../flat-values.ts'

const setHttp = compileFields({
  text: {
    'destination.domain': 'http.hostname',
    'http.request.method': 'http.http_method',
    'http.request.referrer': 'http.http_refer',
    'user_agent.original': 'http.http_user_agent',
  },
  count: { 'http.response.status_code': 'http.status', 'http.response.bytes': 'http.length' },
})

/** The `http` object, which alerts and files carry too; only a record of the request itself has its outcome. */
export function readHttp(event: Event, values: Values, name: string): void {
  setHttp(event, values)
  const target = textOf(values, 'http.url')
  const host = textOf(values, 'http.hostname')
  const status = event['http.response.status_code']
  if (target !== undefined) setUrl(event, target)
  if (host !== undefined && event['network.protocol'] === 'http') event['url.domain'] = host
  if (status !== undefined && name === 'http') event['event.outcome'] = status < 400 ? 'success' : 'failure'
}

const setDns = compileFields({
  text: { 'dns.id': 'dns.id', 'dns.type': 'dns.type', 'dns.response_code': 'dns.rcode' },
})

/** Version 1 has an answer a record, version 2 all of a response, version 3 the questions in a list. */
export function readDns(event: Event, values: Values): void {
  setDns(event, values)
  const question = firstObject(values.get('dns.queries')) ?? firstObject(values.get('dns.query'))
  const name = textOf(values, 'dns.rrname') ?? textIn(question, 'rrname')
  const type = textOf(values, 'dns.rrtype') ?? textIn(question, 'rrtype')
  if (name !== undefined) setQuestionName(event, name)
  if (type !== undefined) event['dns.question.type'] = type
  const data = objects(values.get('dns.answers')).map((answer) => textIn(answer, 'rdata'))
  const addresses = [...data, textOf(values, 'dns.rdata')].filter(isAddressText)
  if (addresses.length > 0) event['dns.resolved_ip'] = addresses
}

function isAddressText(text: string | undefined): text is string {
  return text !== undefined && isAddress(text)
}

const setTls = compileFields({
  text: {
    'tls.client.server_name': 'tls.sni',
    'tls.version': 'tls.version',
    'destination.domain': 'tls.sni',
  },
})

export function readTls(event: Event, values: Values): void {
  if (textOf(values, 'tls.version') !== undefined || textOf(values, 'tls.sni') !== undefined)
    setTls(event, values)
}

export const readFile = compileFields({
  text: { 'file.path': 'fileinfo.filename' },
  count: { 'file.size': 'fileinfo.size' },
})

const mostObjects = 64

function objects(value: unknown): object[] {
  if (!Array.isArray(value)) return []
  return (value as unknown[])
    .slice(0, mostObjects)
    .filter((item): item is object => typeof item === 'object' && item !== null)
}

function firstObject(value: unknown): object | undefined {
  return objects(value)[0]
}

function textIn(object: object | undefined, name: string): string | undefined {
  const value: unknown =
    object === undefined ? undefined : Object.getOwnPropertyDescriptor(object, name)?.value
  return typeof value === 'string' && value !== '' ? value : undefined
}
