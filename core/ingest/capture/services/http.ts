import { anyOf, startsWith } from './service.ts'
import { setUrl } from '../../url.ts'
import type { StreamService } from './service.ts'
import type { Event } from '../../../event/event.ts'

const methods = [
  'GET',
  'POST',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'CONNECT',
  'PATCH',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'NOTIFY',
  'M-SEARCH',
]
const prefixes = ['HTTP/', ...methods.map((method) => `${method} `)]
const mostHead = 8192

export const http: StreamService = {
  protocol: 'http',
  recognise: (content) => anyOf(prefixes.map((prefix) => startsWith(content, prefix))),
  read: ({ bytes, at, end }, fields) => {
    const head = bytes.toString('latin1', at, Math.min(end, at + mostHead))
    const complete = head.includes('\r\n\r\n') || head.includes('\n\n')
    if (!complete && end - at < mostHead) return true
    const lines = head.split('\n')
    const first = (lines[0] ?? '').trimEnd()
    if (first.startsWith('HTTP/')) readStatus(first, fields)
    else readRequest(first, lines, fields)
    return false
  },
}

function readStatus(line: string, fields: Event): void {
  const status = Number(line.slice(9, 12))
  if (Number.isInteger(status) && status >= 100) fields['http.response.status_code'] = status
}

function readRequest(line: string, lines: readonly string[], fields: Event): void {
  const space = line.indexOf(' ')
  const last = line.lastIndexOf(' ')
  const hasVersion = last > space && line.startsWith('HTTP/', last + 1)
  fields['http.request.method'] = line.slice(0, space)
  if (hasVersion) fields['http.version'] = line.slice(last + 6)
  setUrl(fields, line.slice(space + 1, hasVersion ? last : undefined))
  for (const header of lines.slice(1)) {
    const text = header.trimEnd()
    if (text === '') return
    const colon = text.indexOf(':')
    const value = text.slice(colon + 1).trim()
    if (value === '') continue
    switch (text.slice(0, colon).toLowerCase()) {
      case 'host':
        setHost(value, fields)
        break
      case 'user-agent':
        fields['user_agent.original'] = value
        break
      case 'referer':
        fields['http.request.referrer'] = value
        break
    }
  }
}

/** Host and port, unless the request line names them already. */
function setHost(value: string, fields: Event): void {
  const colon = value.lastIndexOf(':')
  const hasPort = colon > value.lastIndexOf(']')
  fields['url.domain'] ??= hasPort ? value.slice(0, colon) : value
  const port = hasPort ? Number(value.slice(colon + 1)) : 0
  if (Number.isInteger(port) && port > 0 && port < 65_536) fields['url.port'] ??= port
}
